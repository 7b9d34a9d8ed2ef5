import { Flex, Select, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { llmOpsApiRef } from '../api/LlmOpsApi';
import { StageLog } from '../api/types';
import styles from '../components/components.module.css';
import { QueryState } from '../components/QueryState';
import { Scroll } from '../components/Scroll';

/** Log of one stage after the other; `path` answers with one. */
export const StageLogs = ({
  path,
  stages,
}: {
  path: string;
  /** Names of those that have begun. */
  stages: string[];
}) => {
  const api = useApi(llmOpsApiRef);
  const [chosen, setChosen] = useState<string>();
  const stage = chosen ?? stages[stages.length - 1];
  const logs = useQuery<StageLog, Error>({
    queryKey: ['llm-ops-logs', path, stage],
    queryFn: ({ signal }) =>
      api.get<StageLog>(`${path}?stage=${encodeURIComponent(stage!)}`, signal),
    enabled: stage !== undefined,
    refetchInterval: 5_000,
    retry: 0,
  });
  if (!stage) {
    return (
      <Text color="secondary">Logs show here once a stage has begun.</Text>
    );
  }
  return (
    <Flex direction="column" gap="2">
      <Select
        label="Log of stage"
        options={stages.map(name => ({ value: name, label: name }))}
        value={stage}
        onChange={key => setChosen(String(key))}
      />
      <QueryState query={logs}>
        {({ logs: text, uri }) => (
          <>
            <Scroll label={`Log of ${stage}`}>
              <pre className={styles.log}>
                {text || 'Nothing was written yet.'}
              </pre>
            </Scroll>
            {uri && <Text color="secondary">Kept at {uri}</Text>}
          </>
        )}
      </QueryState>
    </Flex>
  );
};
