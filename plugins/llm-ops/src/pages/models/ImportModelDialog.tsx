import { TextField } from '@backstage/ui';
import { useState } from 'react';
import { useWrite } from '../../api/hooks';
import { Model } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';

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
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      button="Import from hub"
      title="Import a model from the hub"
      submit={{
        label: 'Import',
        onPress: submit,
        isPending: start.isPending,
        isDisabled: !id.trim(),
      }}
      error={start.error}
      refused="Not imported"
    >
      <TextField
        label="Model id"
        description="Owner and name, for example HuggingFaceTB/SmolLM2-135M-Instruct. Files are fetched in the background and their checksums verified."
        value={id}
        onChange={setId}
        isRequired
      />
    </FormDialog>
  );
};
