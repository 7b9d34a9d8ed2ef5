import { isUnavailable } from '@llm-ops/plugin-llm-ops-node';
import { jobOf, modelOf, readsAll, runOf } from './access';
import { readJson } from './forward';
import { Call, Endpoint } from './types';
import { Json, optionalText, pairs, text } from './values';
import { wireModel } from './wire';

async function create(call: Call) {
  const { input, journal } = call;
  const jobId = jobOf(call);
  const source = optionalText(input.source_run_id, 'source_run_id');
  const run = source ? await runOf(call, source) : await journal.jobRun(jobId);
  const model = await journal.createModel(run, {
    name: optionalText(input.name, 'name') ?? 'model',
    type: optionalText(input.model_type, 'model_type'),
    tags: pairs(input.tags, 'tags'),
    params: pairs(input.params, 'params'),
  });
  return { model: wireModel(model) };
}

/** Changes a model of the calling job, and answers it. */
async function change(call: Call, changes: (input: Json) => Json) {
  jobOf(call);
  const model = await modelOf(call, call.params.id);
  await call.journal.changeModel(model, {
    kind: 'model',
    modelId: model.id,
    ...changes(call.input),
  });
  return { model: wireModel(await modelOf(call, model.id)) };
}

async function get(call: Call) {
  if (call.caller.kind === 'user') {
    const { id } = call.params;
    const known = call.caller.readsAll
      ? await call.journal.findModel(id)
      : await modelOf(call, id);
    return readJson(
      call,
      'GET',
      `logged-models/${encodeURIComponent(known?.trackerId ?? id)}`,
    );
  }
  return { model: wireModel(await modelOf(call, call.params.id)) };
}

/** Models of the job's runs, as far as MLflow has them. */
async function search(call: Call) {
  if (call.caller.kind === 'user') {
    readsAll(call);
    return readJson(call, 'POST', 'logged-models/search');
  }
  const { jobId } = call.caller;
  await call.journal.settle(jobId);
  const runs = await call.journal.runs(jobId);
  const { experimentId, tool } = runs[0];
  if (!experimentId) {
    return { models: [] };
  }
  try {
    const answer = await readJson(call, 'POST', 'logged-models/search', {
      tool,
      input: { ...call.input, experiment_ids: [experimentId] },
    });
    const own = runs.map(run => run.trackerId);
    return {
      ...answer,
      models: ((answer.models ?? []) as Json[]).filter(model =>
        own.includes((model.info as Json).source_run_id as string),
      ),
    };
  } catch (error) {
    if (isUnavailable(error)) {
      return { models: [] };
    }
    throw error;
  }
}

/** Logged models, as MLflow's autologging writes them. */
export const modelEndpoints: Endpoint[] = [
  { method: 'post', path: '/logged-models', handle: create },
  {
    method: 'post',
    path: '/logged-models/search',
    people: true,
    handle: search,
  },
  { method: 'get', path: '/logged-models/:id', people: true, handle: get },
  {
    method: 'patch',
    path: '/logged-models/:id',
    handle: call =>
      change(call, input => ({ status: text(input.status, 'status') })),
  },
  {
    method: 'patch',
    path: '/logged-models/:id/tags',
    handle: call =>
      change(call, input => ({ tags: pairs(input.tags, 'tags') })),
  },
  {
    method: 'post',
    path: '/logged-models/:id/params',
    handle: call =>
      change(call, input => ({ params: pairs(input.params, 'params') })),
  },
];
