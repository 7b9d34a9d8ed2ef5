import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import {
  CallOptions,
  isRetryable,
  ModelChange,
  NewModel,
  Refusal,
  RunIngest,
  RunItem,
} from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';
import { MlflowClient } from '../client';
import { quote } from '../map';
import { empty, oneRunSchema } from '../schemas';
import { BatchItem, toBatchBody, toSteps } from './batches';
import { logOutputs } from './outputs';
import { uploadArtifact } from './uploadArtifact';

/** Tag by which a model is found again when its creation is replayed. */
const KEY_TAG = 'llmops.model_key';
/** Scheme of artifacts that go through MLflow's own server. */
const PROXIED = 'mlflow-artifacts:/';

const modelSchema = z.object({
  info: z.object({ model_id: z.string(), artifact_uri: z.string() }),
});
const pairs = (values: Record<string, string> = {}) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

/** {@link RunIngest} over MLflow's REST API. */
export class MlflowIngest implements RunIngest {
  readonly #client: MlflowClient;

  constructor(client: MlflowClient) {
    this.#client = client;
  }

  async deliver(
    runId: string,
    items: RunItem[],
    options: CallOptions = {},
  ): Promise<Refusal[]> {
    const refusals: Refusal[] = [];
    for (const step of toSteps(items)) {
      const refused =
        step.kind === 'batch'
          ? await this.#batch(runId, step.items, options)
          : await orRefused([step.item], () =>
              this.#single(runId, step.item, options),
            );
      refusals.push(...refused);
    }
    return refusals;
  }

  async createModel(
    runId: string,
    model: NewModel & { key: string },
    { signal }: CallOptions = {},
  ): Promise<string> {
    const { run } = await this.#client.call(
      oneRunSchema,
      'GET',
      'runs/get',
      { run_id: runId },
      signal,
    );
    const experimentId = run.info.experiment_id;
    const { models } = await this.#client.call(
      z.object({ models: z.array(modelSchema).optional() }),
      'POST',
      'logged-models/search',
      {
        experiment_ids: [experimentId],
        filter: `tags.\`${KEY_TAG}\` = ${quote(model.key)}`,
        max_results: 1,
      },
      signal,
    );
    if (models?.[0]) {
      return models[0].info.model_id;
    }
    const made = await this.#client.call(
      z.object({ model: modelSchema }),
      'POST',
      'logged-models',
      {
        experiment_id: experimentId,
        name: model.name || undefined,
        model_type: model.type,
        source_run_id: runId,
        params: pairs(model.params),
        tags: pairs({ ...model.tags, [KEY_TAG]: model.key }),
      },
      signal,
    );
    return made.model.info.model_id;
  }

  async changeModel(
    change: ModelChange,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const path = `logged-models/${encodeURIComponent(change.modelId)}`;
    const model = { model_id: change.modelId };
    if (change.params) {
      await this.#client.call(
        empty,
        'POST',
        `${path}/params`,
        { ...model, params: pairs(change.params) },
        signal,
      );
    }
    if (change.tags) {
      await this.#client.call(
        empty,
        'PATCH',
        `${path}/tags`,
        { ...model, tags: pairs(change.tags) },
        signal,
      );
    }
    if (change.status) {
      await this.#client.call(
        empty,
        'PATCH',
        path,
        { ...model, status: change.status },
        signal,
      );
    }
  }

  async storeFile(
    owner: { runId: string; modelId?: string },
    file: { path: string; size: number; body: Readable },
    { signal }: CallOptions = {},
  ): Promise<void> {
    const root = await this.#artifactRoot(owner, signal);
    if (!root.startsWith(PROXIED)) {
      file.body.destroy();
      throw new InputError(
        `MLflow keeps the artifacts of this run at ${root}, outside of its own server; start it with --serve-artifacts`,
      );
    }
    const path = [
      ...root.slice(PROXIED.length).split('/'),
      ...file.path.split('/'),
    ]
      .filter(Boolean)
      .map(encodeURIComponent)
      .join('/');
    await uploadArtifact(this.#client, path, { ...file, signal });
  }

  async #artifactRoot(
    owner: { runId: string; modelId?: string },
    signal?: AbortSignal,
  ): Promise<string> {
    if (owner.modelId) {
      const { model } = await this.#client.call(
        z.object({ model: modelSchema }),
        'GET',
        `logged-models/${encodeURIComponent(owner.modelId)}`,
        {},
        signal,
      );
      return model.info.artifact_uri;
    }
    const { run } = await this.#client.call(
      oneRunSchema,
      'GET',
      'runs/get',
      { run_id: owner.runId },
      signal,
    );
    return run.info.artifact_uri ?? '';
  }

  /** Sends a batch; when it is refused, its halves, until one item is left. */
  async #batch(
    runId: string,
    items: BatchItem[],
    options: CallOptions,
  ): Promise<Refusal[]> {
    const refused = await orRefused(items, () =>
      this.#post('runs/log-batch', toBatchBody(runId, items), options),
    );
    if (refused.length < 2 || refused[0].permanent) {
      return refused;
    }
    const middle = Math.ceil(items.length / 2);
    return [
      ...(await this.#batch(runId, items.slice(0, middle), options)),
      ...(await this.#batch(runId, items.slice(middle), options)),
    ];
  }

  async #single(
    runId: string,
    item: Exclude<RunItem, BatchItem>,
    options: CallOptions,
  ): Promise<void> {
    const run = { run_id: runId };
    switch (item.kind) {
      case 'untag':
        await this.#post(
          'runs/delete-tag',
          { ...run, key: item.key },
          options,
        ).catch(error => {
          // It is gone, as it should be.
          if ((error as Error).name !== 'NotFoundError') {
            throw error;
          }
        });
        break;
      case 'state':
        await this.#post(
          'runs/update',
          {
            ...run,
            status: item.status,
            end_time: item.endTime,
            run_name: item.name,
          },
          options,
        );
        break;
      case 'inputs':
        await this.#post(
          'runs/log-inputs',
          {
            ...run,
            models: item.modelIds.map(id => ({ model_id: id })),
            datasets: item.datasets.map(({ tags, sourceType, ...dataset }) => ({
              tags: pairs(tags),
              dataset: { ...dataset, source_type: sourceType },
            })),
          },
          options,
        );
        break;
      default:
        await logOutputs(this.#client, runId, item.models, options);
    }
  }

  #post(path: string, body: Record<string, unknown>, options: CallOptions) {
    return this.#client.call(empty, 'POST', path, body, options.signal);
  }
}

/** Calls; what MLflow will never take becomes refusals of all the items. */
async function orRefused(
  items: RunItem[],
  call: () => Promise<unknown>,
): Promise<(Refusal & { permanent: boolean })[]> {
  try {
    await call();
    return [];
  } catch (error) {
    if (isRetryable(error)) {
      throw error;
    }
    const { name, message } = error as Error;
    return items.map(item => ({
      item,
      reason: message,
      // Nothing of a run that is gone can be saved by smaller batches.
      permanent: name === 'NotFoundError',
    }));
  }
}
