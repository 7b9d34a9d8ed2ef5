import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { useWrite } from '../../api/hooks';
import { Operation } from '../../api/types';

const isOpen = ({ state }: Operation) =>
  state === 'pending' || state === 'dead';

/** What giving an operation up means; people read it before they do. */
const GIVE_UP = {
  skip: {
    label: 'Skip',
    text: 'It is never tried again, and what waits behind it in its lane runs now. Its record stays as it is.',
  },
  cancel: {
    label: 'Cancel',
    text: 'It is not carried out; its record says that it was cancelled.',
  },
};

/** Retry, and, after a question, skip or cancel; nothing for what has ended or runs. */
export const OperationActions = ({ operation }: { operation: Operation }) => {
  const [asking, setAsking] = useState(false);
  const act = useWrite<'retry' | 'skip' | 'cancel'>((api, action) =>
    api.send('POST', `/operations/${operation.id}/${action}`, {}),
  );
  if (!isOpen(operation)) {
    return null;
  }
  const giveUp = operation.state === 'dead' ? 'skip' : 'cancel';
  const { label, text } = GIVE_UP[giveUp];
  return (
    <Flex gap="1" align="center" style={{ flexWrap: 'wrap' }}>
      <Button
        size="small"
        variant="secondary"
        isPending={act.isPending && act.variables === 'retry'}
        onPress={() => act.mutate('retry')}
      >
        Retry now
      </Button>
      <DialogTrigger isOpen={asking} onOpenChange={setAsking}>
        <Button size="small" variant="secondary">
          {label}
        </Button>
        <Dialog>
          <DialogHeader>{`${label} “${operation.title}”?`}</DialogHeader>
          <DialogBody>
            <Text>{text}</Text>
          </DialogBody>
          <DialogFooter>
            <Button
              variant="primary"
              isPending={act.isPending}
              onPress={() =>
                act.mutate(giveUp, { onSettled: () => setAsking(false) })
              }
            >
              {`${label} it`}
            </Button>
            <Button variant="secondary" slot="close">
              Keep it
            </Button>
          </DialogFooter>
        </Dialog>
      </DialogTrigger>
      {act.error && (
        <Alert
          status="danger"
          title="Not done"
          description={act.error.message}
        />
      )}
    </Flex>
  );
};
