import { Flex, Select, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { llmOpsApiRef } from '../../api/LlmOpsApi';
import { Job, Stage, StageLog } from '../../api/types';
import { Scroll } from '../../components/Scroll';
import styles from '../../components/components.module.css';
import { FlowGraph } from '../../components/FlowGraph';
import { formatDuration } from '../../components/format';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';

/** Edges of a pipeline; without declared dependencies stages follow in order. */
function edgesOf(stages: Stage[]): { from: string; to: string }[] {
  return stages.flatMap((stage, index) => {
    const before =
      stage.dependencies ?? (index > 0 ? [stages[index - 1].name] : []);
    return before.map(from => ({ from, to: stage.name }));
  });
}

const Logs = ({ jobId, stages }: { jobId: string; stages: Stage[] }) => {
  const api = useApi(llmOpsApiRef);
  const started = stages.filter(stage => stage.startedAt);
  const [chosen, setChosen] = useState<string>();
  const stage = chosen ?? started[started.length - 1]?.name;
  const logs = useQuery<StageLog, Error>({
    queryKey: ['llm-ops-logs', jobId, stage],
    queryFn: ({ signal }) =>
      api.get<StageLog>(
        `/training/jobs/${jobId}/logs?stage=${encodeURIComponent(stage!)}`,
        signal,
      ),
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
        options={started.map(({ name }) => ({ value: name, label: name }))}
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

/** The pipeline as a graph, and each stage's log. */
export const StagesSection = ({ job }: { job: Job }) => {
  const stages = job.stages ?? [];
  return (
    <Section title="Pipeline">
      <Flex direction="column" gap="4">
        {stages.length === 0 ? (
          <Text color="secondary">
            The pipeline has not been submitted yet.
          </Text>
        ) : (
          <FlowGraph
            label="Stages of the pipeline"
            height={180}
            nodes={stages.map(stage => ({
              id: stage.name,
              title: `${stage.name}${
                stage.startedAt
                  ? ` · ${formatDuration(stage.startedAt, stage.finishedAt)}`
                  : ''
              }${stage.retries ? ` · ${stage.retries} retries` : ''}`,
              status: stage.phase,
            }))}
            edges={edgesOf(stages)}
          />
        )}
        {stages.length > 0 && <Logs jobId={job.id} stages={stages} />}
      </Flex>
    </Section>
  );
};
