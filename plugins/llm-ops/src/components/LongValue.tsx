import styles from './components.module.css';
import { formatValue } from './format';

/** Characters of a value that are shown before it is opened. */
const SHOWN = 160;

/** A value as text; a long one shows its beginning and opens on demand. */
export const LongValue = ({ value }: { value: unknown }) => {
  const text = formatValue(value);
  if (text.length <= SHOWN) {
    return <>{text}</>;
  }
  return (
    <details className={styles.long}>
      <summary>
        <span className={styles.beginning}>{text.slice(0, SHOWN)}… </span>
      </summary>
      {text}
    </details>
  );
};
