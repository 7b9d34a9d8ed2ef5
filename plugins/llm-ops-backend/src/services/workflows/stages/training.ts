import { InputError } from '@backstage/errors';
import { attachToTry } from '../../../store/workflows/tries';
import { JobRecord } from '../../training';
import { StageWork } from '../StageService';
import { StageOutcome } from '../types';

const JOB_TYPES = ['finetune', 'from_scratch', 'pretrain', 'distributed'];

/**
 * Submits a training job and waits for its end: `config` is the body of
 * `POST /training/jobs`. A new try takes over a job that still runs or has
 * succeeded, and submits a new one otherwise.
 */
export async function train(work: StageWork): Promise<StageOutcome> {
  const { training } = work.training;
  const { current, tries, stage } = work;
  const last = tries.find(other => other.stage === stage.name && other.jobId);
  const job = last?.jobId ? await training.get(last.jobId) : undefined;
  const over = job?.status === 'failed' || job?.status === 'cancelled';
  if (job && !(over && last!.attempt < current.attempt)) {
    return outcomeOf(job);
  }
  return outcomeOf(await submit(work));
}

function submit({
  training,
  pipeline,
  config,
  current,
}: StageWork): Promise<JobRecord> {
  if (!config.datasetId || !JOB_TYPES.includes(String(config.jobType))) {
    throw new InputError(
      `config.datasetId and config.jobType (one of ${JOB_TYPES.join(
        ', ',
      )}) are needed to train`,
    );
  }
  return training.training.submit(
    {
      environment: pipeline.environment,
      useGpu: false,
      resourceProfile: {},
      ...config,
    },
    pipeline.createdBy,
    async (trx, job) => {
      if (!(await attachToTry(trx, current, { jobId: job.id }))) {
        throw new Error('The try has submitted a job already');
      }
    },
  );
}

function outcomeOf(job: JobRecord): StageOutcome {
  const outputs = {
    result: String(job.evaluation?.eval_loss ?? ''),
    passed: String(job.evaluation !== undefined),
    eval_loss: String(job.evaluation?.eval_loss ?? ''),
    job_id: job.id,
    model_id: job.outputModelId ?? '',
  };
  switch (job.status) {
    case 'succeeded':
      return {
        phase: 'succeeded',
        message: job.outputModelId
          ? undefined
          : 'The training registered no model',
        outputs,
      };
    case 'failed':
    case 'cancelled':
      return {
        phase: 'failed',
        message: `The training job ${job.id} ${job.status}${
          job.statusMessage ? `: ${job.statusMessage}` : ''
        }`,
        outputs,
      };
    default:
      return {
        phase: 'running',
        message: `The training job ${job.id} is ${job.status}`,
        outputs,
      };
  }
}
