import { Select, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useRead, useWrite } from '../../api/hooks';
import { Dataset, VersioningSystem } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { FilesField, NamedFile } from './FilesField';

interface Upload {
  datasetId?: string;
  name: string;
  owner: string;
  system?: VersioningSystem;
  files: NamedFile[];
}

/** What a tool versions, in words. */
const contentOf = ({ rows, name }: VersioningSystem) =>
  `${rows ? 'Rows of a table' : 'Files and folders'} (${name})`;

function useUpload() {
  return useWrite<Upload, Dataset>(async (api, input) => {
    const id =
      input.datasetId ??
      (
        await api.send<Dataset>('POST', '/catalog/datasets', {
          name: input.name,
          version: '1',
          storage_uri: '',
          owner_team: input.owner,
          type: input.system?.rows === false ? 'pretrain_corpus' : 'sft_pair',
          versioning_system: input.system?.name,
        })
      ).id;
    const form = new FormData();
    for (const { name, file } of input.files) {
      form.append('files', file, name);
    }
    return api.send('POST', `/catalog/datasets/${id}/upload`, form);
  });
}

/** Uploads files as a new data set, or as the next version of one. */
export const UploadDatasetDialog = ({ dataset }: { dataset?: Dataset }) => {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('ml-platform');
  const [files, setFiles] = useState<NamedFile[]>([]);
  const [chosen, setChosen] = useState(dataset?.versioning_system ?? undefined);
  const systems = useRead<VersioningSystem[]>('/catalog/versioning-systems', {
    refreshMs: false,
  });
  const offered = systems.data ?? [];
  const system = offered.find(item => item.name === chosen) ?? offered[0];
  const upload = useUpload();
  const submit = () =>
    upload.mutate(
      {
        datasetId: dataset?.id,
        name: name.trim(),
        owner: owner.trim(),
        system,
        files,
      },
      {
        onSuccess: () => {
          setOpen(false);
          setFiles([]);
        },
      },
    );
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      button={dataset ? 'Upload a new version' : 'Upload a data set'}
      title={dataset ? `New version of ${dataset.name}` : 'Upload a data set'}
      submit={{
        label: 'Upload',
        onPress: submit,
        isPending: upload.isPending,
        isDisabled: files.length === 0 || (!dataset && !name.trim()),
      }}
      error={upload.error}
      refused="Not stored"
    >
      {!dataset && (
        <>
          <TextField label="Name" value={name} onChange={setName} isRequired />
          <TextField
            label="Owner team"
            value={owner}
            onChange={setOwner}
            isRequired
          />
          {offered.length > 1 && (
            <Select
              label="Content"
              options={offered.map(item => ({
                value: item.name,
                label: contentOf(item),
              }))}
              value={system?.name}
              onChange={key => setChosen(String(key))}
            />
          )}
        </>
      )}
      <FilesField system={system} files={files} onChange={setFiles} />
    </FormDialog>
  );
};
