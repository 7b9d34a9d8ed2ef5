import { ServingFramework } from '@llm-ops/plugin-llm-ops-node';
import { EndpointRecord } from '../../services/serving/types';
import {
  findEndpoint,
  insertEndpoint,
  updateEndpoint,
} from '../../store/serving/endpoints';
import { hashOf, number, object, text, texts, time } from '../source/values';
import { Kind, LeftOut } from '../types';
import { currentRows, Notes, OLD_PLATFORM } from './support';

const STATUSES = ['deploying', 'healthy', 'degraded', 'failed'] as const;
const ENVIRONMENTS = ['dev', 'stg', 'prod'] as const;

/** Serving endpoints; what has a workload is deployed through the outbox. */
export const endpoints: Kind<
  EndpointRecord,
  { external: boolean; files: boolean }
> = {
  name: 'endpoints',
  source: 'serving_endpoints',
  target: 'endpoints',
  watermark: ['updated_at', 'created_at'],
  incremental: true,
  batch: 100,
  async related(rows, { source }) {
    const models = await source.where(
      'model_catalog_entries',
      'id',
      rows.map(row => String(row.model_entry_id)),
    );
    return new Map(
      rows.map(row => {
        const model = models.find(each => each.id === row.model_entry_id);
        return [
          row.id,
          {
            external: model?.type === 'external',
            files: Boolean(text(model?.storage_uri)),
          },
        ];
      }),
    );
  },
  needs: row => [['models', row.model_entry_id]],
  plan({ row, related, has }, { providers }) {
    const notes = new Notes();
    const modelId = text(row.model_entry_id);
    if (!modelId || !has('models', modelId)) {
      throw new LeftOut(`its model ${modelId ?? '(none)'} is not there`);
    }
    const environment = notes.among(
      text(row.environment),
      ENVIRONMENTS,
      'dev',
      'environment',
    );
    const { external, files } = related!;
    const old = notes.among(text(row.status), STATUSES, 'failed', 'status');
    const deployable = !external && files;
    if (!external && !deployable) {
      notes.add('its model has no files, so nothing is deployed');
    }
    const again = deployable && old !== 'failed' && old !== 'deploying';
    const createdAt = time(row.created_at) ?? new Date(0).toISOString();
    return {
      notes: notes.list,
      record: {
        id: row.id,
        modelId,
        environment,
        route: notes.or(text(row.route), `/${row.id}`, 'route'),
        status: again ? 'deploying' : old,
        statusMessage: again
          ? `It was ${old} at the old platform and is deployed here`
          : undefined,
        spec: specOf(row),
        tool: deployable
          ? providers.serving(environment).instance.id
          : 'external',
        resourceName: `svc-${row.id.replace(/-/g, '').slice(0, 12)}`,
        createdBy: OLD_PLATFORM,
        createdAt,
        updatedAt: time(row.updated_at) ?? createdAt,
        observedAt: time(row.last_health_check),
      },
    };
  },
  async write(trx, { record, notes }, refs, { outbox }) {
    const taken = await trx('endpoints')
      .where({ environment: record.environment, route: record.route })
      .whereNot({ id: record.id })
      .first('id');
    const route = taken
      ? `${record.route}-${record.id.slice(0, 8)}`
      : record.route;
    if (taken) {
      notes.push(`route ${record.route} was taken: ${route}`);
    }
    const known = await findEndpoint(trx, record.id);
    if (known) {
      await updateEndpoint(trx, record.id, { ...record, route });
    } else {
      await insertEndpoint(trx, { ...record, route });
    }
    if (record.tool === 'external') {
      return undefined;
    }
    const operation = await outbox.enqueue(trx, {
      kind: 'serving.apply',
      tool: record.tool,
      lane: `endpoint:${record.id}`,
      title: `Deploy ${route} of the old platform`,
      payload: { endpointId: record.id },
      createdBy: OLD_PLATFORM,
    });
    return { operations: [...(texts(refs.operations) ?? []), operation] };
  },
  async undo(id, _refs, { database, providers }) {
    const lane = `endpoint:${id}`;
    await database('operations')
      .where({ lane })
      .whereIn('state', ['pending', 'dead'])
      .delete();
    const running = await database('operations')
      .where({ lane, state: 'leased' })
      .first('id');
    if (running) {
      throw new Error('it is being deployed at this moment; roll back again');
    }
    const endpoint = await findEndpoint(database, id);
    if (endpoint?.resourceNamespace) {
      await providers.byId<ServingFramework>(endpoint.tool).remove({
        name: endpoint.resourceName,
        namespace: endpoint.resourceNamespace,
      });
    }
    await database('operations').where({ lane }).delete();
  },
  comparable: ({ record: r }) => [
    r.modelId,
    r.environment,
    hashOf(r.spec),
    r.createdAt,
    r.updatedAt,
  ],
  current: (ids, context) =>
    currentRows(context, 'endpoints', ids, row => [
      row.model_id,
      row.environment,
      hashOf(JSON.parse(row.spec)),
      row.created_at,
      row.updated_at,
    ]),
};

function specOf(row: Record<string, unknown>): EndpointRecord['spec'] {
  const minReplicas = number(row.min_replicas) ?? 1;
  return JSON.parse(
    JSON.stringify({
      minReplicas,
      maxReplicas: Math.max(minReplicas, number(row.max_replicas) ?? 3),
      autoscalePolicy: object(row.autoscale_policy),
      promptPolicyId: text(row.prompt_policy_id),
      rollbackPlan: text(row.rollback_plan),
      useGpu: typeof row.use_gpu === 'boolean' ? row.use_gpu : undefined,
      servingRuntimeImage: text(row.runtime_image),
      cpuRequest: text(row.cpu_request),
      cpuLimit: text(row.cpu_limit),
      memoryRequest: text(row.memory_request),
      memoryLimit: text(row.memory_limit),
      deploymentSpec: object(row.deployment_spec),
    }),
  );
}
