import { InputError } from '@backstage/errors';
import { StageCondition } from '@llm-ops/plugin-llm-ops-node';
import { PipelineStage } from './types';

const OPERATORS = ['==', '!=', '>', '<', '>=', '<=', 'in', 'not in'];
const ORDERED = ['>', '<', '>=', '<='];
/** How a stage can end, and other words for it. */
const PHASES: Record<string, string> = {
  succeeded: 'succeeded',
  success: 'succeeded',
  completed: 'succeeded',
  failed: 'failed',
  error: 'failed',
  skipped: 'skipped',
  omitted: 'skipped',
};
const PHASE_COUNT = new Set(Object.values(PHASES)).size;
const OUTPUT = /^[A-Za-z0-9_-]+$/;
/** Output that a condition means which names only a stage. */
const RESULT = 'result';

/** @throws InputError when the condition cannot be evaluated */
export function checkCondition(
  stage: PipelineStage,
  earlier: PipelineStage[],
): void {
  readCondition(stage, earlier);
}

/**
 * The condition of a stage as engines take it; stages under their own names.
 *
 * - `field: "stage.output"`, or `task` and `field`: that output.
 * - `field` alone: that output of the stage's only dependency, or of the
 *   last one before it.
 * - `task` alone: how the stage ended when the value is such a word
 *   (succeeded, failed, skipped), otherwise its output `result`.
 *
 * @throws InputError when it cannot be evaluated
 */
export function readCondition(
  stage: PipelineStage,
  earlier: PipelineStage[],
): StageCondition | undefined {
  if (!stage.condition) {
    return undefined;
  }
  const wrong = (what: string) =>
    new InputError(`The condition of stage '${stage.name}' ${what}`);
  const { field, task, value } = stage.condition;
  const operator = stage.condition.operator as StageCondition['operator'];
  if (typeof field !== 'string' && typeof task !== 'string') {
    throw wrong('needs a field or a task');
  }
  if (!OPERATORS.includes(operator)) {
    throw wrong(`has no operator out of ${OPERATORS.join(' ')}`);
  }
  const isList = operator === 'in' || operator === 'not in';
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (value === undefined || value === null || values.length === 0) {
    throw wrong('needs a value');
  }
  if (!isList && Array.isArray(value)) {
    throw wrong(`compares with a list, which only in and not in can`);
  }
  if (values.some(item => item.includes('{{'))) {
    throw wrong('has a value with {{, which engines would replace');
  }
  if (ORDERED.includes(operator) && !/^-?\d+(\.\d+)?$/.test(values[0])) {
    throw wrong(`needs a number as value with ${operator}, not '${values[0]}'`);
  }
  const place = placeOf(stage, earlier);
  if (!place) {
    throw wrong(
      `looks at ${task ?? field}, which is not a stage listed before it`,
    );
  }
  const phases = values.map(item => PHASES[item.toLocaleLowerCase('en-US')]);
  if (!place.output && !ORDERED.includes(operator) && phases.every(Boolean)) {
    if (operator === 'not in' && new Set(phases).size === PHASE_COUNT) {
      throw wrong('can never be true');
    }
    return {
      stage: place.stage,
      operator,
      value: isList ? phases : phases[0],
    };
  }
  const output = place.output ?? RESULT;
  if (!OUTPUT.test(output)) {
    throw wrong(
      `names the output '${output}'; outputs have letters, digits, dashes and underscores`,
    );
  }
  return {
    stage: place.stage,
    output,
    operator,
    value: isList ? values : values[0],
  };
}

function placeOf(
  { condition, dependencies }: PipelineStage,
  earlier: PipelineStage[],
): { stage: string; output?: string } | undefined {
  const { task, field } = condition as { task?: string; field?: string };
  const known = (name: string) => earlier.some(other => other.name === name);
  if (task !== undefined) {
    return known(task) ? { stage: task, output: field } : undefined;
  }
  const dot = field!.lastIndexOf('.');
  if (dot > 0) {
    const stage = field!.slice(0, dot);
    return known(stage) ? { stage, output: field!.slice(dot + 1) } : undefined;
  }
  const last =
    dependencies[dependencies.length - 1] ?? earlier[earlier.length - 1]?.name;
  return last === undefined ? undefined : { stage: last, output: field };
}
