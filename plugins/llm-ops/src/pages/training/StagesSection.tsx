import { Flex, Text } from '@backstage/ui';
import { Job, Stage } from '../../api/types';
import { FlowGraph } from '../../components/FlowGraph';
import { formatDuration } from '../../components/format';
import { Section } from '../../components/Section';
import { StageLogs } from '../StageLogs';

/** Edges of a pipeline; without declared dependencies stages follow in order. */
function edgesOf(stages: Stage[]): { from: string; to: string }[] {
  return stages.flatMap((stage, index) => {
    const before =
      stage.dependencies ?? (index > 0 ? [stages[index - 1].name] : []);
    return before.map(from => ({ from, to: stage.name }));
  });
}

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
        {stages.length > 0 && (
          <StageLogs
            path={`/training/jobs/${job.id}/logs`}
            stages={stages
              .filter(stage => stage.startedAt)
              .map(stage => stage.name)}
          />
        )}
      </Flex>
    </Section>
  );
};
