import { Link } from '@backstage/ui';
import { llmOpsOperatePermission } from '@llm-ops/plugin-llm-ops-common';
import { Operation } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import styles from '../../components/components.module.css';
import { formatTime } from '../../components/format';
import { PlainTable } from '../../components/PlainTable';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { OperationActions } from './OperationActions';
import { whatOf } from './whatOf';

const COLUMNS = ['Operation', 'State', 'Tool', 'Tries', 'Accepted', 'Actions'];

/** Operations, newest first, each with what may be done. */
export const OperationsTable = ({ rows }: { rows: Operation[] }) => (
  <PlainTable label="Operations" columns={COLUMNS}>
    {rows.map(operation => (
      <tr key={operation.id}>
        <td>
          <Link href={paths.operation(operation.id)}>{operation.title}</Link>
          <div className={styles.quiet}>{whatOf(operation)}</div>
        </td>
        <td>
          <Status value={operation.state} />
        </td>
        <td>{operation.tool}</td>
        <td>{operation.attempts + (operation.unavailable ?? 0)}</td>
        <td>{formatTime(operation.createdAt)}</td>
        <td>
          <Allowed permission={llmOpsOperatePermission}>
            <OperationActions operation={operation} />
          </Allowed>
        </td>
      </tr>
    ))}
  </PlainTable>
);
