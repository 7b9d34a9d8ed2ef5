import { CallOptions } from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';
import { MlflowClient } from '../client';
import { empty } from '../schemas';

const outputsSchema = z.object({
  run: z.object({
    outputs: z
      .object({
        model_outputs: z.array(z.object({ model_id: z.string() })).optional(),
      })
      .optional(),
  }),
});

/**
 * Notes which models came out of a run. MLflow does not know an output again,
 * so only new ones are sent.
 */
export async function logOutputs(
  client: MlflowClient,
  runId: string,
  models: { modelId: string; step: number }[],
  options: CallOptions,
): Promise<void> {
  const { run } = await client.call(
    outputsSchema,
    'GET',
    'runs/get',
    { run_id: runId },
    options.signal,
  );
  const known = (run.outputs?.model_outputs ?? []).map(one => one.model_id);
  const missing = models.filter(one => !known.includes(one.modelId));
  if (missing.length > 0) {
    await client.call(
      empty,
      'POST',
      'runs/outputs',
      {
        run_id: runId,
        models: missing.map(one => ({
          model_id: one.modelId,
          step: one.step,
        })),
      },
      options.signal,
    );
  }
}
