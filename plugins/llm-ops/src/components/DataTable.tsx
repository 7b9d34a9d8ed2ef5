import { Scroll } from './Scroll';
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
    <Scroll label={caption}>
      <table className={styles.data}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className={tone && styles[tone]}>
              {row.map((cell, column) => (
                <td key={columns[column]}>
                  <LongValue value={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};
