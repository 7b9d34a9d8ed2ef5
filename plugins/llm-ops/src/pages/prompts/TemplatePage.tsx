import { Text } from '@backstage/ui';
import { llmOpsPromptWritePermission } from '@llm-ops/plugin-llm-ops-common';
import { useParams } from 'react-router-dom';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { PromptExperiment, PromptTemplate } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Facts } from '../../components/Facts';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { StatusButton } from './StatusButton';
import { StatusLinks } from './StatusLinks';

const Experiments = ({ template }: { template: PromptTemplate }) => {
  const experiments = useRead<PromptExperiment[]>('/prompts/experiments');
  const its = (experiments.data ?? []).filter(({ variants }) =>
    variants.some(({ template_id }) => template_id === template.id),
  );
  return (
    <Section title="Experiments">
      <StatusLinks
        items={its.map(({ id, name, status }) => ({
          href: paths.promptExperiment(id),
          label: name,
          status,
        }))}
        empty="No experiment compares it with another."
      />
    </Section>
  );
};

/** One template: its text, and the experiments it is in. */
export const TemplatePage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const path = `/prompts/templates/${id}`;
  const template = useRead<PromptTemplate>(path);
  const isLive = template.data?.status === 'live';
  return (
    <Page
      title={
        template.data
          ? `${template.data.name} ${template.data.version}`
          : 'Template'
      }
      back={{ label: 'Prompts', href: paths.prompts }}
      actions={
        template.data && (
          <Allowed
            permission={llmOpsPromptWritePermission}
            record={`prompt:${id}`}
          >
            <StatusButton
              method="PUT"
              path={path}
              status={isLive ? 'retired' : 'live'}
              label={isLive ? 'Retire' : 'Make live'}
            />
          </Allowed>
        )
      }
    >
      <QueryState query={template}>
        {data => (
          <>
            <Section title="Text">
              <Text style={{ whiteSpace: 'pre-wrap' }}>{data.content}</Text>
            </Section>
            <Section title="About">
              <Facts
                items={[
                  ['Status', <Status value={data.status} />],
                  ['Language', data.language],
                  ['Tags', data.context_tags?.join(', ')],
                  ['Made', formatTime(data.created_at)],
                  ['Changed', formatTime(data.updated_at)],
                  ['Id', data.id],
                ]}
              />
            </Section>
            <Experiments template={data} />
          </>
        )}
      </QueryState>
    </Page>
  );
};
