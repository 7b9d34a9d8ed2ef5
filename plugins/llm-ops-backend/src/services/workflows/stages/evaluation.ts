import { InputError } from '@backstage/errors';
import { StageWork } from '../StageService';
import { StageOutcome } from '../types';
import { modelOf } from './modelOf';

/** Bounds of one measure. */
interface Bounds {
  min?: number;
  max?: number;
}

/**
 * Judges what was measured of a model: `config` {modelId | modelFrom,
 * thresholds: {measure: {min?, max?}}, required?}. With `required: false` a
 * model that does not pass is told by the output `passed` alone.
 */
export async function evaluate(work: StageWork): Promise<StageOutcome> {
  const model = await modelOf(work);
  const { evaluation } = model;
  if (!evaluation) {
    throw new InputError(
      `The model ${model.name} ${model.version} has not been evaluated`,
    );
  }
  const thresholds = (work.config.thresholds ?? {}) as Record<string, Bounds>;
  const problems = Object.entries(thresholds).flatMap(([measure, bounds]) => {
    const value = Number(evaluation[measure] ?? NaN);
    const isInside =
      value >= Number(bounds.min ?? -Infinity) &&
      value <= Number(bounds.max ?? Infinity);
    return isInside ? [] : [`${measure} is ${evaluation[measure]}`];
  });
  if (evaluation.passed === false) {
    problems.push('its own evaluation did not pass');
  }
  const passed = problems.length === 0;
  const measures = Object.entries(evaluation).filter(([, value]) =>
    ['number', 'boolean', 'string'].includes(typeof value),
  );
  return {
    phase: passed || work.config.required === false ? 'succeeded' : 'failed',
    message: passed
      ? undefined
      : `${model.name} ${model.version}: ${problems.join(', ')}`,
    outputs: {
      ...Object.fromEntries(
        measures.map(([measure, value]) => [measure, String(value)]),
      ),
      result: String(passed),
      passed: String(passed),
      model_id: model.id,
    },
  };
}
