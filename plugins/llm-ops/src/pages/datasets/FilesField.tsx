import { Flex, Text } from '@backstage/ui';
import { VersioningSystem } from '../../api/types';

/** A file to upload and its name in the version, which keeps its folders. */
export interface NamedFile {
  name: string;
  file: File;
}

/** Names of chosen files; those of a folder without the folder's own name. */
function named(files: FileList | null): NamedFile[] {
  return [...(files ?? [])].map(file => ({
    name: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
    file,
  }));
}

/** Chooses files, or a whole folder where the tool versions file trees. */
export const FilesField = (props: {
  system?: VersioningSystem;
  files: NamedFile[];
  onChange: (files: NamedFile[]) => void;
}) => {
  const { system, files, onChange } = props;
  const any = !system || system.formats.includes('*');
  const formats = system?.formats.map(format => `.${format}`) ?? [];
  return (
    <Flex direction="column" gap="3">
      <label>
        {any ? 'Files' : `Files (${formats.join(', ')})`}
        <br />
        <input
          type="file"
          multiple
          accept={any ? undefined : formats.join()}
          onChange={event => onChange(named(event.target.files))}
        />
      </label>
      {system && any && (
        <label>
          Or a whole folder
          <br />
          <input
            type="file"
            ref={input => input?.setAttribute('webkitdirectory', '')}
            onChange={event => onChange(named(event.target.files))}
          />
        </label>
      )}
      {files.length > 1 && (
        <Text color="secondary">{files.length} files chosen</Text>
      )}
    </Flex>
  );
};
