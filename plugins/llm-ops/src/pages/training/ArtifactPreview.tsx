import { Alert, Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { llmOpsApiRef } from '../../api/LlmOpsApi';
import styles from '../../components/components.module.css';
import { DataTable } from '../../components/DataTable';
import { QueryState } from '../../components/QueryState';
import { kindOf, readTable } from './artifactKinds';

/** Most characters of a text that are shown. */
const MOST_CHARACTERS = 100_000;
/** Most rows of a table that are shown. */
const MOST_ROWS = 200;

const Picture = ({ name, blob }: { name: string; blob: Blob }) => {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url ? <img src={url} alt={name} className={styles.picture} /> : null;
};

const Words = ({ name, text }: { name: string; text: string }) => {
  const shown = text.slice(0, MOST_CHARACTERS);
  if (kindOf(name) === 'table') {
    const { columns, rows } = readTable(shown);
    return (
      <DataTable
        caption={name}
        columns={columns}
        rows={rows.slice(0, MOST_ROWS)}
      />
    );
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.log} tabIndex={0} aria-label={name}>
      {shown}
    </pre>
  );
};

/** A text, table or picture that a run made. */
export const ArtifactPreview = (props: { path: string; name: string }) => {
  const { path, name } = props;
  const api = useApi(llmOpsApiRef);
  const kind = kindOf(name);
  const content = useQuery({
    queryKey: ['llm-ops', 'artifact', path],
    queryFn: async ({ signal }) => {
      const response = await api.open(path, { signal });
      if (!response.ok) {
        throw new Error((await response.json()).message);
      }
      const blob = await response.blob();
      return { blob, text: kind === 'picture' ? '' : await blob.text() };
    },
    staleTime: Infinity,
  });
  return (
    <QueryState query={content}>
      {({ blob, text }) =>
        kind === 'picture' ? (
          <Picture name={name} blob={blob} />
        ) : (
          <Flex direction="column" gap="2">
            <Words name={name} text={text} />
            {text.length > MOST_CHARACTERS && (
              <Alert
                status="info"
                title="Only the beginning is shown"
                description="Download the file to see all of it."
              />
            )}
            {text.length === 0 && (
              <Text color="secondary">The file is empty.</Text>
            )}
          </Flex>
        )
      }
    </QueryState>
  );
};
