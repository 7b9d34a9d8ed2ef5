import { createApi } from '../journey/api.mjs';
import { hubModel } from '../services/hub.mjs';
import { ARTIFACT } from './examples.mjs';
import { makers, MODEL_NAME } from './makers.mjs';

/** How many records of each kind may be deleted. */
const SPARE = 3;

async function runOf(api, job) {
  return api.until('the run of the job', 60, async () => {
    const path = `/training/jobs/${job}/experiment-run`;
    return (await api.get(path)).trackingRunId;
  });
}

/** Stores a file with a run, as the code of a job does. */
async function storeArtifact({ mlflow }, run) {
  const api = `${mlflow.url}/api/2.0`;
  const known = await fetch(`${api}/mlflow/runs/get?run_id=${run}`);
  const { info } = (await known.json()).run;
  const folder = new URL(info.artifact_uri).pathname;
  const stored = await fetch(
    `${api}/mlflow-artifacts/artifacts${folder}/${ARTIFACT}`,
    { method: 'PUT', body: 'A note.' },
  );
  if (!stored.ok) {
    throw new Error(`MLflow did not store ${ARTIFACT}: ${stored.status}`);
  }
}

/** Operations that wait, of one record. */
async function waiting(api, lane) {
  const { operations } = await api.get(`/operations?lane=${lane}&state=open`);
  return operations.map(({ id }) => id);
}

const several = async make => {
  const made = [];
  for (let n = 0; n < SPARE; n += 1) {
    made.push(await make());
  }
  return made;
};
const ids = records => records.map(({ id }) => id);

/** The calls of an API, noted once they did their work. */
function noting(api, calls) {
  const noted =
    (method, call) =>
    async (path, ...rest) => {
      const answer = await call(path, ...rest);
      calls.push({ method, path: path.split('?')[0] });
      return answer;
    };
  return {
    ...api,
    get: noted('GET', api.get),
    post: noted('POST', api.post),
    patch: noted('PATCH', api.patch),
    upload: noted('POST', api.upload),
  };
}

/** Exports that failed for good: the hub of the stack takes none. */
async function deadExports(api, models) {
  for (const id of models) {
    await api.post(`/catalog/models/${id}/export`, {
      registry_type: 'huggingface',
    });
  }
  return api.until('the failure of the exports', 60, async () => {
    const { operations } = await api.get(
      '/operations?state=dead&kind=model.export',
    );
    return operations.length >= models.length && ids(operations);
  });
}

/**
 * Makes a record of each kind, so that the operations on one record meet one.
 *
 * @param modelServerUrl a server that speaks the OpenAI protocol
 * @returns what exists, by the place where a request names it: `kept` for every
 *   operation, `spare` for those that end something, `dead` for those that mend;
 *   and the `calls` that made it
 */
export async function makeRecords(stack, modelServerUrl) {
  const calls = [];
  const api = noting(createApi(stack), calls);
  const tag = `contract-${Date.now()}`;
  const make = makers(api, tag, modelServerUrl);
  const model = await make.model();
  const { id: dataset, versions } = await make.dataset();
  const hub = await hubModel();
  const job = await make.job(model, dataset);
  const endpoint = await make.endpoint(model);
  const pipeline = await make.pipeline(dataset);
  const pipelines = await several(() => make.pipeline(dataset));
  const other = await make.pipeline(dataset);
  const templates = await several(make.template);
  const experiment = () => make.experiment(templates);
  const run = await runOf(api, job);
  await storeArtifact(stack, run);
  const finished = await make.finishedJob(model, dataset);
  return {
    calls,
    examples: {
      templates,
      tag,
      model,
      dataset,
      finished,
      hub: hub.id,
      modelName: MODEL_NAME,
    },
    kept: {
      'path.model_id': [model],
      'path.dataset_id': [dataset],
      'path.version_id': versions,
      'path.version1': versions,
      'path.version2': versions,
      'path.jobId': [job, finished],
      'path.runId': [run],
      'path.experiment_id': [await experiment()],
      'query.runs': [`${run},${await runOf(api, finished)}`],
      'path.endpointId': [endpoint.id],
      'path.route_name': [endpoint.route],
      'path.model_name': [MODEL_NAME],
      'path.pipeline_id': [pipeline.id],
      'path.stage': [pipeline.stage],
      'path.template_id': templates,
      'path.policyId': [await make.policy()],
      'path.operation_id': await waiting(api, `pipeline:${pipeline.id}`),
      'query.baseVersionId': versions,
      'query.ref': [`model:${model}`, `job:${job}`],
      'query.stage': [pipeline.stage],
      'body.modelId': [model],
      'body.datasetId': [dataset],
      'body.scope': ['model', 'dataset'],
    },
    spare: {
      'path.model_id': await several(make.model),
      'path.jobId': await several(() => make.job(model, dataset)),
      'path.endpointId': ids(await several(() => make.endpoint(model))),
      'path.pipeline_id': ids(pipelines),
      'path.template_id': await several(make.template),
      'path.experiment_id': await several(experiment),
      'path.operation_id': await waiting(api, `pipeline:${other.id}`),
    },
    dead: {
      'path.operation_id': await deadExports(api, await several(make.model)),
    },
  };
}
