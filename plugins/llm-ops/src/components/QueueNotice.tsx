import { Alert } from '@backstage/ui';
import { QueueInfo } from '../api/types';

/** Says what a record waits for and its place, when it waits. */
export const QueueNotice = ({ queue }: { queue?: QueueInfo | null }) => {
  if (!queue?.reason) {
    return null;
  }
  return (
    <Alert
      status="info"
      icon
      title={queue.position ? `Queued, place ${queue.position}` : 'Waiting'}
      description={queue.reason}
    />
  );
};
