import { Button, Flex, Text } from '@backstage/ui';
import { llmOpsOperatePermission } from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead, useWrite } from '../../api/hooks';
import { Integration, Integrations, Operation } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Scroll } from '../../components/Scroll';
import styles from '../../components/components.module.css';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';

const Tools = ({ instances }: { instances: Integration[] }) => (
  <Scroll label="Tools">
    <table className={styles.data}>
      <thead>
        <tr>
          {['tool', 'state', 'version', 'supported', 'waiting', 'says'].map(
            name => (
              <th key={name} scope="col">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {instances.map(tool => (
          <tr key={tool.id}>
            <td>{tool.id}</td>
            <td>
              <Status value={tool.status} />
            </td>
            <td>{tool.version ?? '–'}</td>
            <td>{tool.supported ?? '–'}</td>
            <td>{tool.waiting ?? 0}</td>
            <td>
              {tool.message}
              {tool.since ? ` (since ${formatTime(tool.since)})` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

const OperationActions = ({ operation }: { operation: Operation }) => {
  const act = useWrite<'retry' | 'skip' | 'cancel'>((api, action) =>
    api.send('POST', `/operations/${operation.id}/${action}`, {}),
  );
  if (operation.state === 'done' || operation.state === 'cancelled') {
    return null;
  }
  return (
    <Flex gap="1">
      <Button size="small" onPress={() => act.mutate('retry')}>
        Retry
      </Button>
      <Button
        size="small"
        variant="secondary"
        onPress={() =>
          act.mutate(operation.state === 'dead' ? 'skip' : 'cancel')
        }
      >
        {operation.state === 'dead' ? 'Skip' : 'Cancel'}
      </Button>
      {act.error && <Text color="danger">{act.error.message}</Text>}
    </Flex>
  );
};

/** States in which progress still tells something. */
const UNDER_WAY = ['pending', 'leased'];

const Operations = ({ rows }: { rows: Operation[] }) => (
  <Scroll label="Operations">
    <table className={styles.data}>
      <thead>
        <tr>
          {['operation', 'state', 'tool', 'tries', 'last failure', ''].map(
            name => (
              <th key={name} scope="col">
                {name || <span>actions</span>}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(operation => (
          <tr key={operation.id}>
            <td>
              {operation.title}
              {operation.progress && UNDER_WAY.includes(operation.state)
                ? ` (${operation.progress.message})`
                : ''}
            </td>
            <td>
              <Status value={operation.state} />
            </td>
            <td>{operation.tool}</td>
            <td>{operation.attempts + (operation.unavailable ?? 0)}</td>
            <td>{operation.error ?? '–'}</td>
            <td>
              <Allowed permission={llmOpsOperatePermission}>
                <OperationActions operation={operation} />
              </Allowed>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

/** Health of every tool, and what waits for it. */
export const HealthPage = () => {
  useLiveUpdates();
  const integrations = useRead<Integrations>('/health/integrations');
  const operations = useRead<
    Operation[] | { operations?: Operation[]; items?: Operation[] }
  >('/operations?limit=50');
  return (
    <Page
      title="Health"
      description="The tools behind the portal, and the work that waits for them."
    >
      <Section title="Tools">
        <QueryState query={integrations}>
          {data => <Tools instances={data.instances ?? []} />}
        </QueryState>
      </Section>
      <Section title="Operations">
        <QueryState query={operations}>
          {data => {
            const rows = Array.isArray(data)
              ? data
              : data.operations ?? data.items ?? [];
            return rows.length === 0 ? (
              <Text color="secondary">Nothing is waiting.</Text>
            ) : (
              <Operations rows={rows} />
            );
          }}
        </QueryState>
      </Section>
    </Page>
  );
};
