import { ConflictError, InputError } from '@backstage/errors';
import { ModelRecord } from '../../models';
import { StageWork } from '../StageService';

/**
 * The model a stage is about: `config.modelId`, or what the training stage
 * `config.modelFrom` registered, or else the last training stage before it.
 *
 * @throws InputError, ConflictError when there is none
 */
export async function modelOf({
  models,
  training,
  pipeline,
  stage,
  config,
  tries,
}: StageWork): Promise<ModelRecord> {
  if (config.modelId) {
    return models.models.get(String(config.modelId));
  }
  const before = pipeline.definition.slice(
    0,
    pipeline.definition.indexOf(stage),
  );
  const from = before
    .reverse()
    .find(
      other =>
        other.type === 'training' &&
        (config.modelFrom === undefined || other.name === config.modelFrom),
    );
  if (!from) {
    throw new InputError(
      'config.modelId is needed, or a training stage before this one',
    );
  }
  const last = tries.find(other => other.stage === from.name && other.jobId);
  const job = last?.jobId ? await training.training.get(last.jobId) : undefined;
  if (!job?.outputModelId) {
    throw new ConflictError(`Stage ${from.name} has registered no model`);
  }
  return models.models.get(job.outputModelId);
}
