/** What is drawn of a point. */
interface Drawn {
  step: number;
  value: number;
}

/**
 * At most `most` of the points, in their order, that draw the same curve: the
 * points are cut into equal parts, and of each its first, smallest, largest
 * and last are kept, so that no peak and no gap is lost (M4 aggregation, Jugel
 * et al., "M4: A Visualization-Oriented Time Series Data Aggregation", 2014).
 * Points are in order of `step`; values are finite.
 */
export function downsample<T extends Drawn>(points: T[], most: number): T[] {
  if (points.length <= most) {
    return points;
  }
  const parts = Math.max(1, Math.floor(most / 4));
  const kept: T[] = [];
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * points.length) / parts);
    const to = Math.floor(((part + 1) * points.length) / parts);
    let low = from;
    let high = from;
    for (let i = from + 1; i < to; i++) {
      if (points[i].value < points[low].value) {
        low = i;
      }
      if (points[i].value > points[high].value) {
        high = i;
      }
    }
    const own = new Set([
      from,
      Math.min(low, high),
      Math.max(low, high),
      to - 1,
    ]);
    for (const i of own) {
      kept.push(points[i]);
    }
  }
  return kept;
}
