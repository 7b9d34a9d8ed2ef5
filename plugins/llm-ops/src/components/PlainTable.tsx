import { ReactNode } from 'react';
import styles from './components.module.css';
import { Scroll } from './Scroll';

/** A table with its head, for rows that are more than text; scrolls sideways in a narrow window. */
export const PlainTable = (props: {
  label: string;
  columns: string[];
  /** Rows (`tr`). */
  children: ReactNode;
}) => (
  <Scroll label={props.label}>
    <table className={styles.data}>
      <thead>
        <tr>
          {props.columns.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  </Scroll>
);
