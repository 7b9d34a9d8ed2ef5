import { DrawnStage } from './PipelineGraph';

/** What is in the text of a pipeline's definition, as far as it can be read. */
export function readDefinition(text: string): {
  body?: object;
  stages: DrawnStage[];
  problem?: string;
} {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { stages: [], problem: (error as Error).message };
  }
  const { stages } = (parsed ?? {}) as { stages?: unknown };
  if (!Array.isArray(stages)) {
    return { stages: [], problem: 'It has no list of stages.' };
  }
  const drawn = stages
    .filter(stage => typeof stage?.name === 'string')
    .map(stage => ({
      name: stage.name,
      type: String(stage.type ?? ''),
      dependencies: Array.isArray(stage.dependencies) ? stage.dependencies : [],
      condition: stage.condition ?? null,
    }));
  const names = new Set(drawn.map(stage => stage.name));
  if (names.size < stages.length) {
    return {
      stages: [],
      problem: 'Every stage needs a name that no other has.',
    };
  }
  return { body: parsed as object, stages: drawn };
}
