import { Text } from '@backstage/ui';
import styles from './components.module.css';

const TONES: Record<string, 'success' | 'warning' | 'danger' | 'info'> = {
  approved: 'success',
  clean: 'success',
  completed: 'success',
  done: 'success',
  finished: 'success',
  healthy: 'success',
  live: 'success',
  succeeded: 'success',
  degraded: 'warning',
  pending_review: 'warning',
  under_review: 'warning',
  dead: 'danger',
  failed: 'danger',
  killed: 'danger',
  rejected: 'danger',
  unavailable: 'danger',
  deploying: 'info',
  leased: 'info',
  running: 'info',
};

/** A state as a coloured dot and its word; colour is never the only sign. */
export const Status = ({ value }: { value: string }) => {
  const tone = TONES[value.toLocaleLowerCase('en-US')] ?? 'neutral';
  return (
    <span className={styles.status}>
      <span className={`${styles.dot} ${styles[tone]}`} aria-hidden="true" />
      <Text variant="body-medium">{value.replace(/_/g, ' ')}</Text>
    </span>
  );
};
