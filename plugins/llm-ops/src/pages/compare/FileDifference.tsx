import { Alert, Flex, Select, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { diffLines } from 'diff';
import { useState } from 'react';
import { llmOpsApiRef } from '../../api/LlmOpsApi';
import { useRead } from '../../api/hooks';
import { Artifact, ComparedRun } from '../../api/types';
import styles from '../../components/components.module.css';
import { QueryState } from '../../components/QueryState';
import { kindOf, MOST_PREVIEW_BYTES } from '../training/artifactKinds';

const isText = ({ path, size }: Artifact) =>
  ['text', 'table'].includes(kindOf(path) ?? '') &&
  (size ?? 0) <= MOST_PREVIEW_BYTES;

/** SHA-256 of a text, in hexadecimal. */
async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
}

const Lines = ({ before, after }: { before: string; after: string }) => (
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <pre className={styles.log} tabIndex={0} aria-label="Differences">
    {diffLines(before, after).map(({ value, added, removed }, index) => {
      const mark = (added && '+ ') || (removed && '- ') || '  ';
      const tone = (added && styles.plus) || (removed && styles.minus) || '';
      return (
        <span key={index} className={tone}>
          {value.replace(/^(?=[^])/gm, mark).replace(/\n[+\- ] $/, '\n')}
        </span>
      );
    })}
  </pre>
);

const FileLines = (props: { runs: ComparedRun[]; path: string }) => {
  const { runs, path } = props;
  const api = useApi(llmOpsApiRef);
  const texts = useQuery({
    queryKey: ['llm-ops', 'file-difference', path, ...runs.map(r => r.runId)],
    queryFn: ({ signal }) =>
      Promise.all(
        runs.map(async ({ runId, name }) => {
          const response = await api.open(
            `/experiments/runs/${runId}/artifacts/content?path=${encodeURIComponent(
              path,
            )}`,
            { signal },
          );
          if (!response.ok) {
            throw new Error(`${name}: ${(await response.json()).message}`);
          }
          const text = await response.text();
          return { text, sum: await sha256(text) };
        }),
      ),
    staleTime: Infinity,
  });
  return (
    <QueryState query={texts}>
      {([before, after]) => (
        <Flex direction="column" gap="2">
          <Text color="secondary">
            SHA-256 {before.sum.slice(0, 12)} and {after.sum.slice(0, 12)}
          </Text>
          {before.sum === after.sum ? (
            <Alert status="success" icon title="The files are the same" />
          ) : (
            <Lines before={before.text} after={after.text} />
          )}
        </Flex>
      )}
    </QueryState>
  );
};

/** The lines that differ between a file of two runs. */
export const FileDifference = (props: {
  base: ComparedRun;
  other: ComparedRun;
}) => {
  const { base, other } = props;
  const [path, setPath] = useState<string>();
  const filesOf = (run: ComparedRun) =>
    `/experiments/runs/${run.runId}/artifacts`;
  const ours = useRead<{ artifacts: Artifact[] }>(filesOf(base));
  const theirs = useRead<{ artifacts: Artifact[] }>(filesOf(other));
  const there = new Set(theirs.data?.artifacts.map(file => file.path));
  return (
    <QueryState query={ours}>
      {({ artifacts }) => {
        const shared = artifacts.filter(
          file => !file.isDirectory && isText(file) && there.has(file.path),
        );
        return shared.length === 0 ? (
          <Text color="secondary">The two runs share no file of text.</Text>
        ) : (
          <Flex direction="column" gap="3">
            <Select
              label="File"
              placeholder="Choose a file"
              options={shared.map(file => ({
                value: file.path,
                label: file.path,
              }))}
              value={path}
              onChange={key => setPath(String(key))}
              style={{ maxWidth: 400 }}
            />
            {path && <FileLines runs={[base, other]} path={path} />}
          </Flex>
        );
      }}
    </QueryState>
  );
};
