import { Link } from '@backstage/ui';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Integrations, ToolState } from '../../api/types';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { PlainTable } from '../../components/PlainTable';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';

const COLUMNS = ['Tool', 'State', 'Version', 'Supported', 'Waiting', 'Says'];

/** What the tool says, since when, and how it comes to a version that fits. */
const Says = ({ message, since, upgrade }: ToolState) => (
  <>
    {message}
    {since ? ` (since ${formatTime(since)})` : ''}
    {upgrade && upgrade !== message && <div>{upgrade}</div>}
  </>
);

const Tools = ({ instances }: { instances: ToolState[] }) => (
  <PlainTable label="Tools" columns={COLUMNS}>
    {instances.map(tool => (
      <tr key={tool.id}>
        <td>{tool.id}</td>
        <td>
          <Status value={tool.status} />
        </td>
        <td>{tool.version ?? '–'}</td>
        <td>
          {tool.supported === '*' ? 'any' : tool.supported ?? '–'}
          {tool.compatible === false && ' (does not fit)'}
        </td>
        <td>
          {tool.waiting ? (
            <Link href={paths.operationsOf(tool.id)}>{tool.waiting}</Link>
          ) : (
            0
          )}
        </td>
        <td>
          <Says {...tool} />
        </td>
      </tr>
    ))}
  </PlainTable>
);

/** Health of every tool, and how much waits for it. */
export const HealthPage = () => {
  useLiveUpdates();
  const integrations = useRead<Integrations>('/health/integrations');
  return (
    <Page
      title="Health"
      description="The tools behind the portal, asked every ten seconds. What waits for them is under Operations."
    >
      <Section title="Tools">
        <QueryState query={integrations}>
          {data => <Tools instances={data.instances ?? []} />}
        </QueryState>
      </Section>
    </Page>
  );
};
