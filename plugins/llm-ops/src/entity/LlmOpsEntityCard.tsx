import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_ENVIRONMENT,
  ANNOTATION_ID,
  ANNOTATION_PROVIDER,
  ANNOTATION_RECORD,
  ANNOTATION_VERSION,
} from '@llm-ops/plugin-llm-ops-common';
import { Flex, Link } from '@backstage/ui';
import { useRead } from '../api/hooks';
import { Endpoint } from '../api/types';
import { Facts } from '../components/Facts';
import { Section } from '../components/Section';
import { Status } from '../components/Status';
import { LineageSection } from '../pages/LineageSection';
import { paths } from '../routes';

/** Kind of record → the lineage's word for it, and its page. */
const RECORDS: Record<
  string,
  { lineage: string; page: (id: string) => string }
> = {
  model: { lineage: 'model', page: paths.model },
  dataset: { lineage: 'dataset', page: paths.dataset },
  deployment: { lineage: 'endpoint', page: paths.endpoint },
  endpoint: { lineage: 'endpoint', page: paths.endpoint },
};

const State = ({ kind, id }: { kind: string; id: string }) => {
  const path: Record<string, string> = {
    model: `/catalog/models/${id}`,
    dataset: `/catalog/datasets/${id}`,
  };
  const record = useRead<
    { status?: string; approved_at?: string } & Partial<Endpoint>
  >(path[kind] ?? `/serving/endpoints/${id}`);
  const value =
    record.data?.status ?? (record.data?.approved_at ? 'approved' : 'draft');
  return record.data ? <Status value={value} /> : <span>–</span>;
};

/** Card of a model, data set, server or endpoint on its catalog page. */
export const LlmOpsEntityCard = () => {
  const { entity } = useEntity();
  const annotations = entity.metadata.annotations ?? {};
  const id = annotations[ANNOTATION_ID];
  const kind = annotations[ANNOTATION_RECORD] ?? 'model';
  const record = RECORDS[kind] ?? RECORDS.model;
  return (
    <Flex direction="column" gap="4">
      <Section title="LLM-Ops">
        <Facts
          items={[
            ['State', <State kind={kind} id={id} />],
            ['Version', annotations[ANNOTATION_VERSION]],
            ['Environment', annotations[ANNOTATION_ENVIRONMENT]],
            ['Carried out by', annotations[ANNOTATION_PROVIDER]],
            ['More', <Link href={record.page(id)}>Open in LLM-Ops</Link>],
          ]}
        />
      </Section>
      <LineageSection reference={`${record.lineage}:${id}`} />
    </Flex>
  );
};
