import { createHash } from 'node:crypto';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  EntityLink,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ENVIRONMENT,
  ANNOTATION_HUB_REPOSITORY,
  ANNOTATION_ID,
  ANNOTATION_MLFLOW_RUN,
  ANNOTATION_PROVIDER,
  ANNOTATION_RECORD,
  ANNOTATION_VERSION,
  components,
} from '@llm-ops/plugin-llm-ops-common';

type Schemas = components['schemas'];
/** The records that become entities. */
export interface Records {
  models: Schemas['ModelCatalog'][];
  datasets: Schemas['Dataset'][];
  endpoints: Schemas['ServingEndpoint'][];
}

const SYSTEM = 'llm-ops';
const FALLBACK_OWNER = 'llm-ops-engineers';
/** Longest name of an entity. */
const MAX_NAME = 63;

/** A valid, unique entity name; a cut or changed one gets a short hash. */
export function entityName(...parts: string[]): string {
  const given = parts.join('-');
  const safe = given
    .replace(/[^A-Za-z0-9\-_.]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (safe === given && safe.length <= MAX_NAME) {
    return safe;
  }
  const hash = createHash('sha256').update(given).digest('hex').slice(0, 6);
  const kept = safe.slice(0, MAX_NAME - 7).replace(/[^A-Za-z0-9]+$/, '');
  return kept ? `${kept}-${hash}` : `record-${hash}`;
}

const ownerOf = (team: string) =>
  /^[A-Za-z0-9][A-Za-z0-9\-_.]{0,62}$/.test(team) ? team : FALLBACK_OWNER;

function entity(
  kind: string,
  record: string,
  id: string,
  name: string,
  title: string,
  description: string,
  annotations: Record<string, string | undefined>,
  links: EntityLink[],
  spec: Record<string, unknown>,
): Entity {
  const own = Object.entries(annotations).filter(
    (pair): pair is [string, string] => Boolean(pair[1]),
  );
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      title,
      description,
      annotations: {
        [ANNOTATION_LOCATION]: `llm-ops:${id}`,
        [ANNOTATION_ORIGIN_LOCATION]: `llm-ops:${id}`,
        [ANNOTATION_ID]: id,
        [ANNOTATION_RECORD]: record,
        ...Object.fromEntries(own),
      },
      links,
    },
    spec: { system: SYSTEM, ...spec },
  } as Entity;
}

const lifecycleOf = (environment: string) =>
  environment === 'prod' ? 'production' : 'experimental';

/**
 * Entities of all records: data set → model → server → endpoint.
 * Links lead to pages of the portal, which is at `baseUrl`.
 */
export function toEntities(records: Records, baseUrl: string): Entity[] {
  const datasetNames = new Map(
    records.datasets.map(d => [d.id, entityName(d.name, d.version)]),
  );
  const models = new Map(
    records.models.map(m => [
      m.id,
      { model: m, name: entityName(m.name, m.version) },
    ]),
  );
  const entities: Entity[] = [];
  for (const dataset of records.datasets) {
    entities.push(
      entity(
        'Resource',
        'dataset',
        dataset.id,
        datasetNames.get(dataset.id)!,
        dataset.name,
        dataset.change_log ?? `Data set of type ${dataset.type}`,
        { [ANNOTATION_VERSION]: dataset.version },
        [
          {
            title: 'LLM-Ops',
            url: `${baseUrl}/llm-ops/datasets/${dataset.id}`,
          },
        ],
        { type: 'dataset', owner: ownerOf(dataset.owner_team) },
      ),
    );
  }
  for (const { model, name } of models.values()) {
    const lineage = (model.lineage ?? {}) as {
      datasetIds?: string[];
      baseModelId?: string;
      runId?: string;
    };
    const base = lineage.baseModelId && models.get(lineage.baseModelId);
    entities.push(
      entity(
        'Resource',
        'model',
        model.id,
        name,
        `${model.name} ${model.version}`,
        `${model.type} model, ${model.status}`,
        {
          [ANNOTATION_VERSION]: model.version,
          [ANNOTATION_HUB_REPOSITORY]: (
            model.metadata as Record<string, string>
          ).huggingface_model_id,
          [ANNOTATION_MLFLOW_RUN]: lineage.runId,
        },
        [{ title: 'LLM-Ops', url: `${baseUrl}/llm-ops/models/${model.id}` }],
        {
          type: 'ai-model',
          owner: ownerOf(model.owner_team),
          dependsOn: [
            ...(lineage.datasetIds ?? [])
              .map(id => datasetNames.get(id))
              .filter(Boolean)
              .map(n => `resource:${n}`),
            ...(base ? [`resource:${base.name}`] : []),
          ],
        },
      ),
    );
  }
  for (const endpoint of records.endpoints) {
    const served = models.get(endpoint.modelId);
    const route = endpoint.route.replace(/^\//, '');
    const name = entityName(endpoint.environment, route);
    const owner = ownerOf(served?.model.owner_team ?? FALLBACK_OWNER);
    const lifecycle = lifecycleOf(endpoint.environment);
    const links = [
      { title: 'LLM-Ops', url: `${baseUrl}/llm-ops/endpoints/${endpoint.id}` },
    ];
    const annotations = {
      [ANNOTATION_ENVIRONMENT]: endpoint.environment,
      [ANNOTATION_VERSION]: endpoint.version,
      [ANNOTATION_PROVIDER]: 'kserve',
    };
    entities.push(
      entity(
        'Component',
        'deployment',
        endpoint.id,
        `${name}-server`.slice(-MAX_NAME),
        `${endpoint.route} server`,
        `Serves ${served?.model.name ?? 'a model'} in ${endpoint.environment}`,
        annotations,
        links,
        {
          type: 'model-server',
          lifecycle,
          owner,
          providesApis: [name],
          dependsOn: served ? [`resource:${served.name}`] : [],
        },
      ),
      entity(
        'API',
        'endpoint',
        endpoint.id,
        name,
        endpoint.route,
        `OpenAI-compatible endpoint in ${endpoint.environment}`,
        annotations,
        links,
        {
          type: 'ai-model-server',
          lifecycle,
          owner,
          serverType: 'openai-v1',
          serverUrl: `${baseUrl}/llm-ops/v1/serve/${route
            .split('/')
            .pop()}/openai/v1`,
          requiresApiKey: true,
          models: {
            available: [served?.model.name ?? ''],
            default: served?.model.name ?? '',
          },
          definition:
            'OpenAI-compatible: POST chat/completions, POST completions, GET models',
        },
      ),
    );
  }
  return entities;
}
