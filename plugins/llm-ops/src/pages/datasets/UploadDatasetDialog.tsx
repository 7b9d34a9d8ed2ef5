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
import { Dataset } from '../../api/types';

interface Upload {
  datasetId?: string;
  name: string;
  owner: string;
  files: File[];
}

/** Uploads files as a new data set, or as the next version of one. */
export const UploadDatasetDialog = ({ dataset }: { dataset?: Dataset }) => {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('ml-platform');
  const [files, setFiles] = useState<File[]>([]);
  const upload = useWrite<Upload, Dataset>(async (api, input) => {
    const id =
      input.datasetId ??
      (
        await api.send<Dataset>('POST', '/catalog/datasets', {
          name: input.name,
          version: '1',
          storage_uri: '',
          owner_team: input.owner,
          type: 'sft_pair',
        })
      ).id;
    const form = new FormData();
    for (const file of input.files) {
      form.append('files', file, file.name);
    }
    return api.send('POST', `/catalog/datasets/${id}/upload`, form);
  });
  const submit = () =>
    upload.mutate(
      { datasetId: dataset?.id, name: name.trim(), owner: owner.trim(), files },
      {
        onSuccess: () => {
          setOpen(false);
          setFiles([]);
        },
      },
    );
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button variant="primary">
        {dataset ? 'Upload a new version' : 'Upload a data set'}
      </Button>
      <Dialog>
        <DialogHeader>
          {dataset ? `New version of ${dataset.name}` : 'Upload a data set'}
        </DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            {!dataset && (
              <>
                <TextField
                  label="Name"
                  value={name}
                  onChange={setName}
                  isRequired
                />
                <TextField
                  label="Owner team"
                  value={owner}
                  onChange={setOwner}
                  isRequired
                />
              </>
            )}
            <label>
              Files (JSONL, CSV or Parquet)
              <br />
              <input
                type="file"
                multiple
                accept=".jsonl,.csv,.parquet"
                onChange={event => setFiles([...(event.target.files ?? [])])}
              />
            </label>
            {upload.error && (
              <Alert
                status="danger"
                icon
                title="Not stored"
                description={upload.error.message}
              />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            variant="primary"
            onPress={submit}
            isPending={upload.isPending}
            isDisabled={files.length === 0 || (!dataset && !name.trim())}
          >
            Upload
          </Button>
          <Button variant="secondary" slot="close">
            Cancel
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
};
