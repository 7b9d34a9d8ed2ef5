import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { Api, recordId } from './api';

/** Seconds between two looks at a job that is waited for. */
const POLL_SECONDS = 3;

/** `llm-ops:training:submit`: submits a training job, and waits if asked to. */
export function createTrainAction(api: Api) {
  return createTemplateAction({
    id: 'llm-ops:training:submit',
    description: 'Submits a tracked training job',
    supportsDryRun: true,
    schema: {
      input: {
        datasetId: z => z.string({ description: 'Id of an approved data set' }),
        modelId: z =>
          z.string({ description: 'Id of the approved base model' }).optional(),
        outputModelName: z =>
          z.string({ description: 'Name of the new model' }).optional(),
        hyperparameters: z => z.record(z.any()).optional(),
        useGpu: z => z.boolean().optional(),
        resourceProfile: z => z.record(z.any()).optional(),
        wait: z =>
          z.boolean({ description: 'Wait until the job ended' }).optional(),
        dryRun: z =>
          z
            .boolean({ description: 'Show what would be made, make nothing' })
            .optional(),
      },
      output: {
        jobId: z => z.string(),
        url: z => z.string(),
        modelId: z => z.string().optional(),
        rendered: z =>
          z
            .string({ description: 'YAML of what a dry run would make' })
            .optional(),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const { wait, dryRun, datasetId, modelId, ...rest } = ctx.input;
      const request = {
        ...rest,
        datasetId: recordId(datasetId),
        modelId: modelId ? recordId(modelId) : undefined,
        jobType: modelId ? 'finetune' : 'from_scratch',
        useGpu: rest.useGpu ?? false,
        resourceProfile: rest.resourceProfile ?? {},
      };
      if (ctx.isDryRun || dryRun) {
        const workflow = await api.call(
          credentials,
          'POST',
          '/training/jobs?dryRun=true',
          request,
        );
        const text = stringify(workflow);
        ctx.logger.info(`Would make:\n${text}`);
        ctx.output('jobId', 'dry-run');
        ctx.output('url', '/llm-ops/training');
        ctx.output('rendered', text);
        return;
      }
      const jobId = await ctx.checkpoint({
        key: 'submit.v1',
        fn: async () =>
          String(
            (
              await api.call(credentials, 'POST', '/training/jobs', request)
            ).id,
          ),
      });
      ctx.logger.info(`Submitted training job ${jobId}`);
      ctx.output('jobId', jobId);
      ctx.output('url', `/llm-ops/training/${jobId}`);
      let last = '';
      while (wait && !ctx.signal?.aborted) {
        const job = await api.call(
          credentials,
          'GET',
          `/training/jobs/${jobId}`,
        );
        const queue = job.queue as { reason?: string } | null;
        const now = `${job.status}${queue?.reason ? `: ${queue.reason}` : ''}`;
        if (now !== last) {
          ctx.logger.info(now);
          last = now;
        }
        if (job.status === 'failed' || job.status === 'cancelled') {
          throw new Error(`The job ${job.status}: ${job.statusMessage ?? ''}`);
        }
        if (job.status === 'succeeded') {
          ctx.output('modelId', String(job.outputModelEntryId ?? ''));
          return;
        }
        await new Promise(resolve => setTimeout(resolve, POLL_SECONDS * 1000));
      }
    },
  });
}
