import { ComparedRow, RunComparison } from '../../api/types';

/** A parameter or metric as numbers, one for each run; undefined where there is none. */
export interface Dimension {
  name: string;
  values: (number | undefined)[];
}

function numberOf(value: ComparedRow['values'][number]): number | undefined {
  const number = value === null || value === '' ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * What can be drawn: parameters and metrics that are numbers for every run
 * that has them, and that are not the same for all.
 */
export function dimensionsOf(comparison: RunComparison): Dimension[] {
  return [...comparison.parameters, ...comparison.metrics]
    .filter(row => row.differs)
    .map(({ name, values }) => ({
      name,
      values: values.map(numberOf),
      whole: values.every(v => v === null || numberOf(v) !== undefined),
    }))
    .filter(({ whole, values }) => whole && values.some(v => v !== undefined))
    .map(({ name, values }) => ({ name, values }));
}

/** One row for each step that any run has a point at: the step, then each run's value. */
export function stepsOf(
  histories: { step: number; value: number }[][],
): [number, ...(number | undefined)[]][] {
  const byStep = new Map<number, (number | undefined)[]>();
  histories.forEach((points, index) => {
    for (const { step, value } of points) {
      const row = byStep.get(step) ?? histories.map(() => undefined);
      row[index] = value;
      byStep.set(step, row);
    }
  });
  return [...byStep]
    .sort(([a], [b]) => a - b)
    .map(([step, values]) => [step, ...values]);
}
