import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useWrite } from '../../api/hooks';
import { Model } from '../../api/types';

/** Asks for a hub id and starts the import. */
export const ImportModelDialog = () => {
  const [open, setOpen] = useState(false);
  const [id, setId] = useState('');
  const start = useWrite<string, Model>((api, modelId) =>
    api.send('POST', '/catalog/models/import', {
      registry_type: 'huggingface',
      registry_model_id: modelId,
    }),
  );
  const submit = () =>
    start.mutate(id.trim(), {
      onSuccess: () => {
        setOpen(false);
        setId('');
      },
    });
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button variant="primary">Import from hub</Button>
      <Dialog>
        <DialogHeader>Import a model from the hub</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <TextField
              label="Model id"
              description="Owner and name, for example HuggingFaceTB/SmolLM2-135M-Instruct. Files are fetched in the background and their checksums verified."
              value={id}
              onChange={setId}
              isRequired
            />
            {start.error && (
              <Alert
                status="danger"
                icon
                title="Not imported"
                description={start.error.message}
              />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            variant="primary"
            onPress={submit}
            isPending={start.isPending}
            isDisabled={!id.trim()}
          >
            Import
          </Button>
          <Button variant="secondary" slot="close">
            Cancel
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
};
