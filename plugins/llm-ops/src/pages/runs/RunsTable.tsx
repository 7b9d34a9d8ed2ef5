import { Checkbox, Link } from '@backstage/ui';
import styles from '../../components/components.module.css';
import { formatNumber, formatTime } from '../../components/format';
import { Scroll } from '../../components/Scroll';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { columnsOf, fieldOf, valueOf } from './columns';
import { Run } from './types';

/** What a column header does: sorts by its field, and back. */
const Sorter = (props: {
  field: string;
  label: string;
  sort: string;
  onSort: (sort: string) => void;
}) => {
  const { field, label, sort, onSort } = props;
  const up = sort === field;
  const down = sort === `-${field}`;
  let order: 'ascending' | 'descending' | 'none' = 'none';
  if (up || down) {
    order = up ? 'ascending' : 'descending';
  }
  return (
    <th scope="col" aria-sort={order}>
      <button
        type="button"
        className={styles.sorter}
        onClick={() => onSort(down ? field : `-${field}`)}
      >
        {label}
        <span aria-hidden="true">{(up && ' ↑') || (down && ' ↓')}</span>
      </button>
    </th>
  );
};

const OWN: [field: string, label: string][] = [
  ['name', 'Run'],
  ['status', 'Status'],
  ['owner', 'Owner'],
  ['start_time', 'Started'],
];

/** Runs with what they have in common; each can be chosen. */
export const RunsTable = (props: {
  runs: Run[];
  chosen: string[];
  onChoose: (ids: string[]) => void;
  sort: string;
  onSort: (sort: string) => void;
}) => {
  const { runs, chosen, onChoose, sort, onSort } = props;
  const columns = columnsOf(runs);
  const toggle = (id: string) =>
    onChoose(
      chosen.includes(id) ? chosen.filter(own => own !== id) : [...chosen, id],
    );
  return (
    <Scroll label="Runs">
      <table className={styles.data}>
        <thead>
          <tr>
            <th scope="col">Choose</th>
            {OWN.map(([field, label]) => (
              <Sorter
                key={field}
                field={field}
                label={label}
                sort={sort}
                onSort={onSort}
              />
            ))}
            {columns.map(column => (
              <Sorter
                key={fieldOf(column)}
                field={fieldOf(column)}
                label={column.name}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <tr key={run.id} className={styles.late}>
              <td>
                {run.runId && (
                  <Checkbox
                    aria-label={`Choose ${run.name}`}
                    isSelected={chosen.includes(run.runId)}
                    onChange={() => toggle(run.runId!)}
                  />
                )}
              </td>
              <td>
                <Link href={paths.job(run.jobId)}>{run.name}</Link>
                {run.isChild && <div className={styles.quiet}>child run</div>}
              </td>
              <td>
                <Status value={run.status} />
              </td>
              <td>{run.owner.replace(/^user:default\//, '')}</td>
              <td>{formatTime(run.startTime)}</td>
              {columns.map(column => (
                <td key={fieldOf(column)}>
                  {formatNumber(valueOf(run, column))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};
