import { StageCondition, WorkflowStage } from '@llm-ops/plugin-llm-ops-node';

/** Results of a task, in the words of Argo, for each way a stage can end. */
const RESULTS: Record<string, string[]> = {
  succeeded: ['Succeeded'],
  failed: ['Failed', 'Errored'],
  skipped: ['Skipped', 'Omitted'],
};
const NUMBER = /^-?\d+(\.\d+)?$/;

/** What must have ended how before a stage may run; undefined for a first one. */
export function dependsOf({
  dependencies,
  condition,
}: WorkflowStage): string | undefined {
  const parts = dependencies.map(name =>
    name === condition?.stage ? resultsOf(condition) : name,
  );
  return parts.length > 0 ? parts.join(' && ') : undefined;
}

/** An output is only there when its stage has succeeded. */
function resultsOf({ stage, output, operator, value }: StageCondition): string {
  const named = [value].flat();
  const positive = operator === '==' || operator === 'in';
  const phases = output
    ? ['succeeded']
    : Object.keys(RESULTS).filter(phase => named.includes(phase) === positive);
  const results = phases.flatMap(phase => RESULTS[phase]);
  return `(${results.map(result => `${stage}.${result}`).join(' || ')})`;
}

/** The comparison of an output; a phase is compared by {@link dependsOf}. */
export function whenOf(condition?: StageCondition): string | undefined {
  if (!condition?.output) {
    return undefined;
  }
  const { stage, output, operator, value } = condition;
  const given = `{{tasks.${stage}.outputs.parameters.${output}}}`;
  const one = (op: string, wanted: string) =>
    NUMBER.test(wanted)
      ? `${given} ${op} ${wanted}`
      : `'${given}' ${op} '${wanted.replace(/[\\']/g, '\\$&')}'`;
  const values = [value].flat();
  switch (operator) {
    case 'in':
      return values.map(item => one('==', item)).join(' || ');
    case 'not in':
      return values.map(item => one('!=', item)).join(' && ');
    default:
      return one(operator, values[0]);
  }
}
