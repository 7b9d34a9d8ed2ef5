import { InputError } from '@backstage/errors';

/** One value of a metric, as a client reports it. */
export interface ReportedMetric {
  key: string;
  value: number;
  step: number;
}

/** What trackers take as a name; parts between slashes are folders to them. */
const NAME = /^[\p{L}\p{N}_\-. :/]{1,250}$/u;
const isFolder = (part: string) => part === '' || part === '.' || part === '..';

/**
 * Refuses what no tracker would take, before it is queued: it would stop
 * everything else that waits for the same run.
 *
 * @throws InputError saying which metric is wrong and what is allowed
 */
export function checkMetrics(metrics: ReportedMetric[]): void {
  for (const { key, value } of metrics) {
    if (!NAME.test(key) || key.split('/').some(isFolder)) {
      throw new InputError(
        `'${key}' cannot be the name of a metric; use 1 to 250 letters, digits, blanks, and _ - . : / between them`,
      );
    }
    if (!Number.isFinite(value)) {
      throw new InputError(`The value of the metric '${key}' is not a number`);
    }
  }
}
