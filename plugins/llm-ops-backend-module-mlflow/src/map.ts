import { InputError } from '@backstage/errors';
import {
  MetricPoint,
  RunStatus,
  TrackedRun,
} from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';

const pair = z.object({ key: z.string(), value: z.string().optional() });

/** A run as MLflow sends it. Timestamps are milliseconds; 64-bit as text or number. */
export const runSchema = z.object({
  info: z.object({
    run_id: z.string(),
    experiment_id: z.string(),
    run_name: z.string().optional(),
    status: z.enum(['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED']),
    start_time: z.coerce.number().optional(),
    end_time: z.coerce.number().optional(),
    artifact_uri: z.string().optional(),
  }),
  data: z
    .object({
      metrics: z
        .array(z.object({ key: z.string(), value: z.unknown() }))
        .optional(),
      params: z.array(pair).optional(),
      tags: z.array(pair).optional(),
    })
    .optional(),
});

export type WireRun = z.infer<typeof runSchema>;

/** MLflow writes what JSON cannot say as text. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') {
    return value;
  }
  const words: Record<string, number> = { Infinity, '-Infinity': -Infinity };
  return words[String(value)] ?? Number(value);
}

const record = (pairs: { key: string; value?: string }[] = []) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? '']));

export function toTrackedRun(run: WireRun, webUrl?: string): TrackedRun {
  const { info, data } = run;
  return {
    runId: info.run_id,
    experimentId: info.experiment_id,
    runName: info.run_name,
    status: info.status as RunStatus,
    startTime: info.start_time || undefined,
    endTime: info.end_time || undefined,
    artifactUri: info.artifact_uri,
    params: record(data?.params),
    metrics: Object.fromEntries(
      (data?.metrics ?? []).map(({ key, value }) => [key, toNumber(value)]),
    ),
    tags: record(data?.tags),
    webUrl:
      webUrl &&
      `${webUrl}/#/experiments/${info.experiment_id}/runs/${info.run_id}`,
  };
}

/** Limits of one log-batch call (mlflow/utils/validation.py, 3.17). */
const MAX_METRICS = 1000;
const MAX_PARAMS = 100;
const MAX_TAGS = 100;

export interface Batch {
  metrics: MetricPoint[];
  params: { key: string; value: string }[];
  tags: { key: string; value: string }[];
}

/** Splits any number of items into batches that MLflow takes. */
export function splitBatch(items: {
  metrics?: MetricPoint[];
  params?: Record<string, string>;
  tags?: Record<string, string>;
}): Batch[] {
  const pairs = (values: Record<string, string> = {}) =>
    Object.entries(values).map(([key, value]) => ({ key, value }));
  const params = pairs(items.params);
  const tags = pairs(items.tags);
  const metrics = [...(items.metrics ?? [])];
  const batches: Batch[] = [];
  while (metrics.length + params.length + tags.length > 0) {
    const batch: Batch = {
      params: params.splice(0, MAX_PARAMS),
      tags: tags.splice(0, MAX_TAGS),
      metrics: [],
    };
    const room = MAX_METRICS - batch.params.length - batch.tags.length;
    batch.metrics = metrics.splice(0, room);
    batches.push(batch);
  }
  return batches;
}

/** A value inside a filter: MLflow has no escape, so quotes decide the kind. */
export function quote(value: string): string {
  if (value.includes("'") && value.includes('"')) {
    throw new InputError(
      `'${value}' cannot be searched for: it holds both kinds of quotes`,
    );
  }
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

/**
 * A relative path inside a run's artifacts.
 * @throws InputError for anything that could leave them
 */
export function safeArtifactPath(path: string): string {
  const parts = path.split('/');
  const control = [...path].some(c => c.charCodeAt(0) < 32);
  if (
    control ||
    path.includes('\\') ||
    path.includes('%') ||
    path.startsWith('/') ||
    /^[A-Za-z]:/.test(path) ||
    parts.some(part => part === '..' || part === '.')
  ) {
    throw new InputError(`'${path}' is not a path of an artifact`);
  }
  return path;
}
