import { isUnavailable, JournalEntry } from '@llm-ops/plugin-llm-ops-node';
import { jobOf, runIdOf, runOf } from './access';
import { batchEntries, inputEntry, outputEntry, stateEntry } from './entries';
import { readJson } from './forward';
import { Call, Endpoint } from './types';
import { integer, Json, key, metric, pairs, param, tag, text } from './values';
import { wireInfo, wireRun } from './wire';

/** Tag by which MLflow's client names the run above. */
const PARENT = 'mlflow.parentRunId';
/** Tag in which old clients collect the models of a run. */
const MODELS = 'mlflow.log-model.history';

/** Appends what a body says of a run of the calling job. */
function writes(path: string, entries: (input: Json) => JournalEntry[]) {
  const endpoint: Endpoint = {
    method: 'post',
    path: `/runs/${path}`,
    handle: async call => {
      jobOf(call);
      const said = entries(call.input);
      const run = await runOf(call, runIdOf(call));
      await call.journal.append(run, said);
      return {};
    },
  };
  return endpoint;
}

async function createRun(call: Call) {
  const { journal, input } = call;
  const jobId = jobOf(call);
  const { [PARENT]: parentId, ...tags } = pairs(input.tags, 'tags');
  if (parentId) {
    await runOf(call, parentId);
  }
  const startTime = integer(input.start_time ?? Date.now(), 'start_time');
  const run = await journal.createRun(jobId, {
    parentId,
    name: String(
      input.run_name || tags['mlflow.runName'] || `run-${Date.now() % 1e8}`,
    ).slice(0, 250),
    user: String(input.user_id ?? tags['mlflow.user'] ?? ''),
    startTime: startTime || Date.now(),
    tags,
  });
  return { run: wireRun(run) };
}

async function updateRun(call: Call) {
  jobOf(call);
  const entry = stateEntry(call.input);
  const run = await runOf(call, runIdOf(call));
  await call.journal.append(run, [entry]);
  const now = await runOf(call, run.id);
  return { run_info: wireInfo(now) };
}

/** Jobs see their runs as they wrote them; people see MLflow's, if it answers. */
async function getRun(call: Call) {
  const { caller } = call;
  const run = await runOf(call, runIdOf(call)).catch(error => {
    // Runs of no job are MLflow's own.
    if (caller.kind === 'user' && caller.readsAll) {
      return undefined;
    }
    throw error;
  });
  if (run && (caller.kind === 'job' || !run.trackerId)) {
    return { run: wireRun(run) };
  }
  try {
    return await readJson(call, 'GET', 'runs/get', {
      tool: run?.tool,
      input: { run_id: run?.trackerId ?? runIdOf(call) },
    });
  } catch (error) {
    if (run && isUnavailable(error)) {
      return { run: wireRun(run) };
    }
    throw error;
  }
}

async function logModel(call: Call) {
  jobOf(call);
  const run = await runOf(call, runIdOf(call));
  const model = JSON.parse(text(call.input.model_json, 'model_json'));
  const known = JSON.parse(run.tags[MODELS] ?? '[]');
  await call.journal.append(run, [
    { kind: 'tag', key: MODELS, value: JSON.stringify([...known, model]) },
  ]);
  return {};
}

/** Everything a job says of its runs. */
export const runEndpoints: Endpoint[] = [
  { method: 'post', path: '/runs/create', handle: createRun },
  { method: 'post', path: '/runs/update', handle: updateRun },
  { method: 'get', path: '/runs/get', people: true, handle: getRun },
  { method: 'post', path: '/runs/log-model', handle: logModel },
  writes('log-metric', input => [metric(input)]),
  writes('log-parameter', input => [param(input)]),
  writes('set-tag', input => [tag(input)]),
  writes('delete-tag', input => [
    { kind: 'untag', key: key(input.key, 'key') },
  ]),
  writes('log-batch', batchEntries),
  writes('log-inputs', input => [inputEntry(input)]),
  writes('outputs', input => [outputEntry(input)]),
];
