import { Button, Flex, Text } from '@backstage/ui';
import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useMutation } from '@tanstack/react-query';
import { llmOpsApiRef } from '../../api/LlmOpsApi';
import { useRead } from '../../api/hooks';
import { Artifact } from '../../api/types';
import styles from '../../components/components.module.css';
import { formatBytes } from '../../components/format';
import { saveFile } from '../../components/saveFile';
import { QueryState } from '../../components/QueryState';
import { PlainTable } from '../../components/PlainTable';
import { kindOf, MOST_PREVIEW_BYTES } from './artifactKinds';
import { ArtifactPreview } from './ArtifactPreview';

const contentOf = (runId: string, path: string) =>
  `/experiments/runs/${runId}/artifacts/content?path=${encodeURIComponent(
    path,
  )}`;

/** Saves a file; the browser names it as the run did. */
const Download = ({ runId, path }: { runId: string; path: string }) => {
  const api = useApi(llmOpsApiRef);
  const save = useMutation({
    mutationFn: async () => {
      const response = await api.open(contentOf(runId, path));
      if (!response.ok) {
        throw new Error((await response.json()).message);
      }
      saveFile(path.split('/').pop()!, await response.blob());
    },
  });
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        isPending={save.isPending}
        onPress={() => save.mutate()}
        aria-label={`Download ${path}`}
      >
        Download
      </Button>
      {save.error && <Text color="danger">{save.error.message}</Text>}
    </>
  );
};

const File = ({ runId, file }: { runId: string; file: Artifact }) => {
  const [open, setOpen] = useState(false);
  const shown =
    kindOf(file.path) !== undefined && (file.size ?? 0) <= MOST_PREVIEW_BYTES;
  return (
    <>
      <tr>
        <td>{file.path}</td>
        <td>{formatBytes(file.size)}</td>
        <td>
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            {shown && (
              <Button
                size="small"
                variant="secondary"
                aria-expanded={open}
                aria-label={`${open ? 'Hide' : 'Show'} ${file.path}`}
                onPress={() => setOpen(!open)}
              >
                {open ? 'Hide' : 'Show'}
              </Button>
            )}
            <Download runId={runId} path={file.path} />
          </Flex>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={3} className={styles.wide}>
            <ArtifactPreview
              path={contentOf(runId, file.path)}
              name={file.path}
            />
          </td>
        </tr>
      )}
    </>
  );
};

/** Files and folders of a run: looked into, shown, saved. */
export const Artifacts = ({ runId }: { runId: string }) => {
  const [folder, setFolder] = useState('');
  const artifacts = useRead<{ artifacts: Artifact[] }>(
    `/experiments/runs/${runId}/artifacts${
      folder && `?path=${encodeURIComponent(folder)}`
    }`,
  );
  const above = folder.split('/').slice(0, -1).join('/');
  return (
    <Flex direction="column" gap="2">
      {folder && (
        <Flex gap="2" align="center">
          <Button
            size="small"
            variant="secondary"
            onPress={() => setFolder(above)}
          >
            Up
          </Button>
          <Text>{folder}</Text>
        </Flex>
      )}
      <QueryState query={artifacts}>
        {({ artifacts: rows }) =>
          rows.length === 0 ? (
            <Text color="secondary">No artifact yet.</Text>
          ) : (
            <PlainTable
              label="Artifacts"
              columns={['Artifact', 'Size', 'Actions']}
            >
              {rows.map(row =>
                row.isDirectory ? (
                  <tr key={row.path}>
                    <td>{row.path}/</td>
                    <td>folder</td>
                    <td>
                      <Button
                        size="small"
                        variant="secondary"
                        aria-label={`Open ${row.path}`}
                        onPress={() => setFolder(row.path)}
                      >
                        Open
                      </Button>
                    </td>
                  </tr>
                ) : (
                  <File key={row.path} runId={runId} file={row} />
                ),
              )}
            </PlainTable>
          )
        }
      </QueryState>
    </Flex>
  );
};
