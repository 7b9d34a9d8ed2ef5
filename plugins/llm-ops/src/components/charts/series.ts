import { MetricPoint } from '../../api/types';

/** What is along the x axis: steps, time of day, or seconds since the first point. */
export type XAxis = 'step' | 'time' | 'relative';

/** A curve: the points of one metric of one run. */
export interface Series {
  name: string;
  points: MetricPoint[];
}

/** Points as `[x, y]`; relative time counts from the first point, in seconds. */
export function toXY(points: MetricPoint[], axis: XAxis): [number, number][] {
  const first = points.reduce(
    (least, { timestamp }) => Math.min(least, timestamp),
    Infinity,
  );
  const xOf = {
    step: ({ step }: MetricPoint) => step,
    time: ({ timestamp }: MetricPoint) => timestamp,
    relative: ({ timestamp }: MetricPoint) => (timestamp - first) / 1_000,
  }[axis];
  const drawn = points.map((point): [number, number] => [
    xOf(point),
    point.value,
  ]);
  return axis === 'step' ? drawn : drawn.sort(([a], [b]) => a - b);
}

/**
 * An exponential moving average, corrected for its beginning, as TensorBoard
 * draws it: each value is the mean of those before it, of which the one `n`
 * points back weighs `weight ** n`. 0 changes nothing.
 */
export function smooth(
  points: [number, number][],
  weight: number,
): [number, number][] {
  if (weight <= 0) {
    return points;
  }
  let last = 0;
  let weights = 0;
  return points.map(([x, y]) => {
    last = last * weight + (1 - weight) * y;
    weights = weights * weight + (1 - weight);
    return [x, last / weights];
  });
}
