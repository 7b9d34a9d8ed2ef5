import { Alert, Button, Flex } from '@backstage/ui';
import {
  llmOpsApprovePermission,
  llmOpsCatalogWritePermission,
} from '@llm-ops/plugin-llm-ops-common';
import { useParams } from 'react-router-dom';
import { useLiveUpdates, useRead, useWrite } from '../../api/hooks';
import { Dataset, Preview, Validation } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { DataTable } from '../../components/DataTable';
import { Facts } from '../../components/Facts';
import { formatTime, formatValue } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { LineageSection } from '../LineageSection';
import { WhenOn } from '../Capability';
import { UploadDatasetDialog } from './UploadDatasetDialog';
import { VersionsSection } from './VersionsSection';

const Approval = ({ dataset }: { dataset: Dataset }) => {
  const decide = useWrite<string>((api, status) =>
    api.send(
      'PATCH',
      `/catalog/datasets/${dataset.id}/status?status=${status}`,
    ),
  );
  return (
    <Flex direction="column" gap="2" align="start">
      {decide.error && (
        <Alert
          status="danger"
          icon
          title="Not approved"
          description={decide.error.message}
        />
      )}
      <Button
        variant="secondary"
        isPending={decide.isPending}
        onPress={() =>
          decide.mutate(dataset.approved_at ? 'draft' : 'approved')
        }
      >
        {dataset.approved_at ? 'Withdraw the approval' : 'Approve'}
      </Button>
    </Flex>
  );
};

const Checks = ({ id }: { id: string }) => {
  const validation = useRead<Validation>(`/catalog/datasets/${id}/validation`);
  return (
    <Section title="Checks">
      <QueryState query={validation}>
        {({ pii_scan: pii, quality_score: quality }) => (
          <Facts
            items={[
              ['Personal data', <Status value={pii.status} />],
              ['Found', pii.detected_types.join(', ')],
              ['Where', pii.locations.map(formatValue).join('; ')],
              ['Quality', quality.overall],
              ...Object.entries(quality.breakdown).map(
                ([name, value]): [string, number] => [
                  name.replace(/_/g, ' '),
                  value,
                ],
              ),
            ]}
          />
        )}
      </QueryState>
    </Section>
  );
};

const PreviewSection = ({ id }: { id: string }) => {
  const preview = useRead<Preview>(`/catalog/datasets/${id}/preview?limit=10`);
  return (
    <Section title="First rows">
      <QueryState query={preview}>
        {data => (
          <DataTable
            caption={`First rows of ${data.statistics.total_rows}`}
            columns={Object.keys(data.schema)}
            rows={data.sample_rows}
          />
        )}
      </QueryState>
    </Section>
  );
};

/** One data set: versions with their differences, checks, rows, lineage. */
export const DatasetPage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const dataset = useRead<Dataset>(`/catalog/datasets/${id}`);
  return (
    <Page
      title={dataset.data?.name ?? 'Data set'}
      back={{ label: 'Data sets', href: paths.datasets }}
      actions={
        dataset.data && (
          <Allowed
            permission={llmOpsCatalogWritePermission}
            record={`dataset:${id}`}
          >
            <WhenOn name="dataVersioning">
              <UploadDatasetDialog dataset={dataset.data} />
            </WhenOn>
          </Allowed>
        )
      }
    >
      <QueryState query={dataset}>
        {data => (
          <>
            <Section
              title="About"
              actions={
                <Allowed
                  permission={llmOpsApprovePermission}
                  record={`dataset:${id}`}
                >
                  <Approval dataset={data} />
                </Allowed>
              }
            >
              <Facts
                items={[
                  [
                    'Approval',
                    <Status value={data.approved_at ? 'approved' : 'draft'} />,
                  ],
                  ['Type', data.type],
                  ['Owner', data.owner_team],
                  ['Change log', data.change_log],
                  ['Stored at', data.storage_uri],
                  ['Updated', formatTime(data.updated_at)],
                ]}
              />
            </Section>
            <VersionsSection datasetId={data.id} />
            <LineageSection reference={`dataset:${data.id}`} />
            {data.storage_uri && (
              <>
                <Checks id={data.id} />
                <PreviewSection id={data.id} />
              </>
            )}
          </>
        )}
      </QueryState>
    </Page>
  );
};
