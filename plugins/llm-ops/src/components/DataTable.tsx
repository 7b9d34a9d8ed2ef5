import { PlainTable } from './PlainTable';
import styles from './components.module.css';
import { LongValue } from './LongValue';

/** Rows of a data set as they are; scrolls sideways in a narrow window. */
export const DataTable = (props: {
  caption: string;
  columns: string[];
  rows: unknown[][];
  tone?: 'added' | 'removed';
}) => {
  const { caption, columns, rows, tone } = props;
  return (
    <PlainTable label={caption} columns={columns}>
      {rows.map((row, index) => (
        <tr key={index} className={tone && styles[tone]}>
          {row.map((cell, column) => (
            <td key={columns[column]}>
              <LongValue value={cell} />
            </td>
          ))}
        </tr>
      ))}
    </PlainTable>
  );
};
