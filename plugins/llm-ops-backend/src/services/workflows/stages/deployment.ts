import { ConflictError, InputError } from '@backstage/errors';
import { Environment } from '@llm-ops/plugin-llm-ops-node';
import { collect } from '../../../store/listing';
import { attachToTry } from '../../../store/workflows/tries';
import { ModelRecord } from '../../models';
import { EndpointRecord } from '../../serving';
import { normalizeRoute } from '../../serving/rules';
import { StageWork } from '../StageService';
import { StageOutcome } from '../types';
import { modelOf } from './modelOf';

/** Fields of a deployment that a stage may set besides model and place. */
const SPEC_FIELDS = [
  'autoscalePolicy',
  'promptPolicyId',
  'rollbackPlan',
  'useGpu',
  'servingRuntimeImage',
  'cpuRequest',
  'cpuLimit',
  'memoryRequest',
  'memoryLimit',
  'deploymentSpec',
];

/**
 * Deploys a model and waits until it answers: `config` {modelId | modelFrom,
 * route, environment?, minReplicas?, maxReplicas?, ...}. Before that it waits
 * until somebody has approved the model.
 */
export async function deploy(work: StageWork): Promise<StageOutcome> {
  const { serving } = work.serving;
  if (work.current.endpointId) {
    return outcomeOf(await serving.get(work.current.endpointId));
  }
  if (!work.config.route) {
    throw new InputError('config.route is needed to deploy');
  }
  const model = await modelOf(work);
  const name = `${model.name} ${model.version}`;
  if (model.status === 'rejected') {
    throw new ConflictError(`${name} was rejected, so it is not deployed`);
  }
  if (model.status !== 'approved') {
    return {
      phase: 'running',
      message: `Waits until ${name} is approved; it is ${model.status}`,
      outputs: {},
    };
  }
  return outcomeOf(await begin(work, model));
}

/** Makes the endpoint, or takes the one that serves this model there already. */
async function begin(
  { deps, serving, pipeline, config, current }: StageWork,
  model: ModelRecord,
): Promise<EndpointRecord> {
  const environment = (config.environment ??
    pipeline.environment) as Environment;
  const route = normalizeRoute(String(config.route));
  const existing = (
    await collect(await serving.serving.list({ environment, reach: 'all' }, {}))
  ).find(endpoint => endpoint.route === route);
  const attach = async (knex: typeof deps.database, endpointId: string) => {
    if (!(await attachToTry(knex, current, { endpointId }))) {
      throw new Error('The try has deployed already');
    }
  };
  if (existing && existing.modelId === model.id) {
    await attach(deps.database, existing.id);
    return existing.status === 'failed' &&
      existing.createdBy === pipeline.createdBy
      ? serving.serving.change(existing.id, {}, pipeline.createdBy)
      : existing;
  }
  return serving.serving.create(
    {
      ...Object.fromEntries(
        SPEC_FIELDS.filter(field => config[field] !== undefined).map(field => [
          field,
          config[field],
        ]),
      ),
      modelId: model.id,
      environment,
      route,
      minReplicas: Number(config.minReplicas ?? 1),
      maxReplicas: Number(config.maxReplicas ?? config.minReplicas ?? 1),
    },
    pipeline.createdBy,
    (trx, endpoint) => attach(trx, endpoint.id),
  );
}

function outcomeOf(endpoint: EndpointRecord): StageOutcome {
  const { id, route, status, statusMessage } = endpoint;
  const outputs = { result: id, endpoint_id: id, route };
  switch (status) {
    case 'healthy':
      return { phase: 'succeeded', outputs };
    case 'failed':
      return {
        phase: 'failed',
        message: `The endpoint ${route} failed${
          statusMessage ? `: ${statusMessage}` : ''
        }`,
        outputs,
      };
    default:
      return {
        phase: 'running',
        message: `The endpoint ${route} is ${status}${
          statusMessage ? `: ${statusMessage}` : ''
        }`,
        outputs,
      };
  }
}
