import { Pipeline } from '../../api/types';
import { FlowGraph } from '../../components/FlowGraph';
import { formatDuration } from '../../components/format';
import { conditionText, stageBefore } from './condition';

/** What is drawn of a stage, be it asked for or observed. */
export type DrawnStage = Pick<
  Pipeline['stages'][number],
  'name' | 'type' | 'dependencies' | 'condition'
> &
  Partial<Pipeline['stages'][number]>;

function titleOf(stage: DrawnStage): string {
  return [
    stage.name,
    stage.started_at && formatDuration(stage.started_at, stage.finished_at),
    stage.retries ? `${stage.retries} retries` : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Stages as a graph; conditions stand at the edges they guard. */
export const PipelineGraph = ({ stages }: { stages: DrawnStage[] }) => (
  <FlowGraph
    label="Stages of the pipeline"
    height={240}
    nodes={stages.map(stage => ({
      id: stage.name,
      title: titleOf(stage),
      subtitle: stage.type.replace(/_/g, ' '),
      status: stage.phase,
    }))}
    edges={stages.flatMap((stage, index) => {
      const guard = stage.condition
        ? stageBefore(stage, stages.slice(0, index))
        : undefined;
      const before = new Set([
        ...(stage.dependencies ?? []),
        ...(guard ? [guard] : []),
      ]);
      return [...before].map(from => ({
        from,
        to: stage.name,
        label: from === guard ? conditionText(stage.condition!) : undefined,
      }));
    })}
  />
);
