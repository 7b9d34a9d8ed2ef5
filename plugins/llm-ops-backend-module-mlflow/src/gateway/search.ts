import { ServiceUnavailableError } from '@backstage/errors';
import {
  isUnavailable,
  JournalRun,
  MetricEntry,
} from '@llm-ops/plugin-llm-ops-node';
import { readsAll, runIdOf, runOf } from './access';
import { readJson } from './forward';
import { Call, Endpoint } from './types';
import { isJson, Json, text } from './values';
import { experimentIdOf, wireMetric, wireRun } from './wire';

/** How many points of a job MLflow does not have yet. */
const PENDING_HEADER = 'X-Llm-Ops-Pending-Points';

/** Waits for MLflow to have all; says how much it lacks when it has not. */
async function settled(call: Call, jobId: string): Promise<boolean> {
  const all = await call.journal.settle(jobId);
  if (!all) {
    const pending = await call.journal.pending(jobId, 'items');
    call.response.set(PENDING_HEADER, String(pending.length));
  }
  return all;
}

/** A run of MLflow's with the ids by which the job knows it. */
function withPortalIds(run: Json, own: Map<string, JournalRun>): Json {
  const info = run.info as Json;
  const known = own.get(String(info.run_id));
  if (!known) {
    return run;
  }
  const wire = wireRun(known);
  const data = isJson(run.data) ? run.data : {};
  const tags = (data.tags ?? []) as { key: string; value: string }[];
  return {
    ...run,
    info: {
      ...info,
      run_id: wire.info.run_id,
      run_uuid: wire.info.run_uuid,
      experiment_id: wire.info.experiment_id,
      artifact_uri: wire.info.artifact_uri,
    },
    data: {
      ...data,
      tags: tags.map(tag =>
        tag.key === 'mlflow.parentRunId' && known.parentId
          ? { ...tag, value: known.parentId }
          : tag,
      ),
    },
  };
}

/** The runs of a job; MLflow evaluates the filter. */
async function ofJob(call: Call, jobId: string) {
  const main = await call.journal.jobRun(jobId);
  await settled(call, jobId);
  const runs = await call.journal.runs(jobId);
  let filter = String(call.input.filter ?? '').trim();
  const fallBack = () => {
    if (filter) {
      throw new ServiceUnavailableError(
        'MLflow is away, and only MLflow can evaluate a filter; try again later, or search without one',
      );
    }
    return { runs: runs.map(wireRun).reverse() };
  };
  if (!main.experimentId) {
    return fallBack();
  }
  for (const run of runs.filter(one => one.trackerId)) {
    filter = filter.replaceAll(run.id, run.trackerId!);
  }
  const own = `tags.\`llmops.job_id\` = '${jobId}'`;
  try {
    const answer = await readJson(call, 'POST', 'runs/search', {
      tool: main.tool,
      input: {
        ...call.input,
        experiment_ids: [main.experimentId],
        filter: filter ? `${filter} AND ${own}` : own,
      },
    });
    const byTrackerId = new Map(runs.map(run => [run.trackerId ?? '', run]));
    return {
      ...answer,
      runs: ((answer.runs ?? []) as Json[]).map(run =>
        withPortalIds(run, byTrackerId),
      ),
    };
  } catch (error) {
    if (isUnavailable(error)) {
      return fallBack();
    }
    throw error;
  }
}

async function search(call: Call) {
  if (call.caller.kind === 'job') {
    const { jobId } = call.caller;
    const asked = call.input.experiment_ids;
    const own = await call.journal.jobRun(jobId);
    const mine = [experimentIdOf(jobId), own.experimentId];
    return Array.isArray(asked) && !asked.some(id => mine.includes(id))
      ? { runs: [] }
      : ofJob(call, jobId);
  }
  readsAll(call);
  return readJson(call, 'POST', 'runs/search');
}

/** Points of a metric that MLflow does not have yet. */
async function pendingPoints(call: Call, run: JournalRun, key: string) {
  const pending = await call.journal.pending(run.jobId, 'items');
  return pending
    .filter(one => one.runId === run.id)
    .map(one => one.entry)
    .filter((e): e is MetricEntry => e.kind === 'metric' && e.key === key)
    .map(wireMetric);
}

async function history(call: Call) {
  const key = text(call.input.metric_key, 'metric_key');
  const run = await call.journal.findRun(runIdOf(call));
  if (!run && call.caller.kind === 'user') {
    readsAll(call);
    return readJson(call, 'GET', 'metrics/get-history');
  }
  const own = await runOf(call, runIdOf(call));
  await settled(call, own.jobId);
  const { trackerId } = (await call.journal.findRun(own.id))!;
  if (!trackerId) {
    return { metrics: await pendingPoints(call, own, key) };
  }
  try {
    const { run_uuid: _old, ...input } = call.input;
    return await readJson(call, 'GET', 'metrics/get-history', {
      tool: own.tool,
      input: { ...input, run_id: trackerId },
    });
  } catch (error) {
    if (isUnavailable(error)) {
      return { metrics: await pendingPoints(call, own, key) };
    }
    throw error;
  }
}

/** Reads that MLflow answers, and the journal while it is away. */
export const searchEndpoints: Endpoint[] = [
  { method: 'post', path: '/runs/search', people: true, handle: search },
  {
    method: 'get',
    path: '/metrics/get-history',
    people: true,
    handle: history,
  },
];
