import { Link, Text } from '@backstage/ui';
import { ToolQueue, ToolState } from '../../api/types';
import { formatTime } from '../../components/format';
import { PlainTable } from '../../components/PlainTable';
import { Status } from '../../components/Status';
import { paths } from '../../routes';

const COLUMNS = ['Tool', 'Health', 'Waiting', 'Running', 'Stopped', 'Oldest'];

/** How much waits for each tool, and whether the tool answers. */
export const QueuesTable = (props: {
  queues: ToolQueue[];
  tools: ToolState[];
}) => {
  const healthOf = (id: string) =>
    props.tools.find(tool => tool.id === id)?.status;
  if (props.queues.length === 0) {
    return <Text color="secondary">Nothing waits for any tool.</Text>;
  }
  return (
    <PlainTable label="Queues" columns={COLUMNS}>
      {props.queues.map(queue => (
        <tr key={queue.tool}>
          <td>
            <Link href={paths.operationsOf(queue.tool)}>{queue.tool}</Link>
          </td>
          <td>
            {healthOf(queue.tool) ? (
              <Status value={healthOf(queue.tool)!} />
            ) : (
              'portal'
            )}
          </td>
          <td>{queue.pending}</td>
          <td>{queue.leased}</td>
          <td>{queue.dead}</td>
          <td>{formatTime(queue.oldestAt)}</td>
        </tr>
      ))}
    </PlainTable>
  );
};
