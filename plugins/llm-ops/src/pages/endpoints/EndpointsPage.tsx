import { ButtonLink, Cell, CellText, ColumnConfig } from '@backstage/ui';
import { llmOpsServePermission } from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Endpoint } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { RecordTable } from '../RecordTable';

const columns: ColumnConfig<Endpoint>[] = [
  {
    id: 'route',
    label: 'Endpoint',
    isRowHeader: true,
    cell: endpoint => (
      <CellText title={endpoint.route} description={endpoint.environment} />
    ),
  },
  {
    id: 'status',
    label: 'Status',
    cell: endpoint => (
      <Cell>
        <Status value={endpoint.status} />
      </Cell>
    ),
  },
  {
    id: 'replicas',
    label: 'Replicas',
    cell: ({ replicas, minReplicas, maxReplicas }) => (
      <CellText
        title={
          replicas ? `${replicas.ready} of ${replicas.desired} ready` : '–'
        }
        description={`${minReplicas} to ${maxReplicas}`}
      />
    ),
  },
  {
    id: 'message',
    label: 'Now',
    cell: endpoint => (
      <CellText
        title={endpoint.queue?.reason ?? endpoint.statusMessage ?? '–'}
      />
    ),
  },
  {
    id: 'created',
    label: 'Created',
    cell: endpoint => <CellText title={formatTime(endpoint.createdAt)} />,
  },
];

/** All serving endpoints. */
export const EndpointsPage = () => {
  useLiveUpdates();
  const endpoints = useRead<Endpoint[]>('/serving/endpoints');
  return (
    <Page
      title="Endpoints"
      description="Models that answer, with their replicas."
      actions={
        <Allowed permission={llmOpsServePermission}>
          <ButtonLink
            variant="primary"
            href={`${paths.templates}/templates/default/deploy-a-model`}
          >
            Deploy a model
          </ButtonLink>
        </Allowed>
      }
    >
      <QueryState query={endpoints}>
        {rows => (
          <RecordTable
            label="endpoints"
            rows={rows}
            columns={columns}
            text={endpoint =>
              `${endpoint.route} ${endpoint.environment} ${endpoint.status}`
            }
            href={endpoint => paths.endpoint(endpoint.id)}
            empty="No endpoint yet. Approve a model and deploy it."
          />
        )}
      </QueryState>
    </Page>
  );
};
