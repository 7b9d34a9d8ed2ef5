import { InputError } from '@backstage/errors';
import {
  InputDataset,
  JournalEntry,
  RunStatus,
} from '@llm-ops/plugin-llm-ops-node';
import {
  integer,
  isJson,
  Json,
  list,
  metric,
  optionalText,
  pairs,
  param,
  shortText,
  tag,
  text,
} from './values';

/** Limits of one call of MLflow 3.17 (mlflow/utils/validation.py). */
const MOST = { metrics: 1_000, params: 100, tags: 100 };
const MOST_TOGETHER = 1_000;
const MOST_NAME = 500;
const MOST_DIGEST = 36;
const MOST_SCHEMA = 1_048_575;
const MOST_SOURCE = 65_535;
const MOST_PROFILE = 16_777_215;
const STATUSES = ['SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED'];

function atMost(what: string, limit: number, count: number): void {
  if (count > limit) {
    throw new InputError(
      `A batch can hold at most ${limit} ${what}, this one holds ${count}; split it into several requests`,
    );
  }
}

/** What a `log-batch` says. */
export function batchEntries(body: Json): JournalEntry[] {
  const metrics = list(body.metrics, 'metrics');
  const params = list(body.params, 'params');
  const tags = list(body.tags, 'tags');
  atMost('metrics', MOST.metrics, metrics.length);
  atMost('params', MOST.params, params.length);
  atMost('tags', MOST.tags, tags.length);
  atMost(
    'metrics, params and tags',
    MOST_TOGETHER,
    metrics.length + params.length + tags.length,
  );
  const checked = params.map((raw, i) => param(raw, `params[${i}].`));
  const twice = checked.filter(
    (one, i) => checked.findIndex(other => other.key === one.key) < i,
  );
  if (twice.length > 0) {
    throw new InputError(
      `Duplicate parameter keys have been submitted: ${twice.map(
        one => one.key,
      )}; a request has one value for each key`,
    );
  }
  return [
    ...checked,
    ...metrics.map((raw, i) => metric(raw, `metrics[${i}].`)),
    ...tags.map((raw, i) => tag(raw, `tags[${i}].`)),
  ];
}

/** What a `runs/update` says. */
export function stateEntry(body: Json): JournalEntry & { kind: 'state' } {
  const status = optionalText(body.status, 'status');
  if (status !== undefined && !STATUSES.includes(status)) {
    throw new InputError(
      `Invalid value '${status}' for parameter 'status' supplied: it must be one of ${STATUSES.join(
        ', ',
      )}`,
    );
  }
  const end = body.end_time ?? undefined;
  return {
    kind: 'state',
    status: status as RunStatus | undefined,
    endTime: end === undefined ? undefined : integer(end, 'end_time'),
    name: optionalText(body.run_name, 'run_name'),
  };
}

function dataset(raw: Json, path: string): InputDataset {
  const given = raw.dataset;
  if (!isJson(given)) {
    throw new InputError(`Missing value for required parameter '${path}'`);
  }
  text(given.name, `${path}.name`);
  text(given.digest, `${path}.digest`);
  return {
    name: shortText(given.name, 'name', MOST_NAME)!,
    digest: shortText(given.digest, 'digest', MOST_DIGEST)!,
    sourceType: optionalText(given.source_type, `${path}.source_type`),
    source: shortText(given.source, 'source', MOST_SOURCE),
    schema: shortText(given.schema, 'schema', MOST_SCHEMA),
    profile: shortText(given.profile, 'profile', MOST_PROFILE),
    tags: pairs(raw.tags, 'tags'),
  };
}

/** What a `log-inputs` says. */
export function inputEntry(body: Json): JournalEntry {
  return {
    kind: 'inputs',
    datasets: list(body.datasets, 'datasets').map((raw, index) =>
      dataset(raw, `datasets[${index}].dataset`),
    ),
    modelIds: list(body.models, 'models').map((raw, index) =>
      text(raw.model_id, `models[${index}].model_id`),
    ),
  };
}

/** What a `runs/outputs` says. */
export function outputEntry(body: Json): JournalEntry {
  return {
    kind: 'outputs',
    models: list(body.models, 'models').map((raw, index) => ({
      modelId: text(raw.model_id, `models[${index}].model_id`),
      step: integer(raw.step ?? 0, `models[${index}].step`),
    })),
  };
}
