import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
} from '@backstage/ui';
import { ReactNode } from 'react';

/** A button that asks for something in a dialog, and says why it was refused. */
export const FormDialog = (props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What the button before the dialog says. */
  button: string;
  variant?: 'primary' | 'secondary';
  title: string;
  /** The fields. */
  children: ReactNode;
  submit: {
    label: string;
    onPress: () => void;
    isPending: boolean;
    isDisabled: boolean;
  };
  /** What went wrong, and what that means in two words. */
  error: Error | null;
  refused: string;
}) => {
  const { submit, error } = props;
  return (
    <DialogTrigger isOpen={props.open} onOpenChange={props.onOpenChange}>
      <Button variant={props.variant ?? 'primary'}>{props.button}</Button>
      <Dialog>
        <DialogHeader>{props.title}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            {props.children}
            {error && (
              <Alert
                status="danger"
                icon
                title={props.refused}
                description={error.message}
              />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            variant="primary"
            onPress={submit.onPress}
            isPending={submit.isPending}
            isDisabled={submit.isDisabled}
          >
            {submit.label}
          </Button>
          <Button variant="secondary" slot="close">
            Cancel
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
};
