import { SeenRun } from '../training/ExperimentService';
import { nameOfRun } from '../training/nameOfRun';
import { JobRecord } from '../training/types';

/** Sentences on a run: how it stands, what it was made of, what is wrong. */
export function explainRun(seen: SeenRun, job: JobRecord): string[] {
  const { run, stale, backlog } = seen;
  const failed = job.stages.find(({ phase }) => phase === 'failed');
  const metrics = Object.entries(run.metrics)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return [
    `The run ${nameOfRun(run)} is ${run.status}; its job is ${job.status}.`,
    `It trains ${
      job.modelId ? `the model ${job.modelId}` : 'a new model'
    } on the data set ${job.datasetId}${
      job.datasetVersionId ? `, version ${job.datasetVersionId}` : ''
    }.`,
    metrics ? `Last metrics: ${metrics}.` : 'It has no metric yet.',
    failed
      ? `The stage ${failed.name} failed${
          failed.message ? `: ${failed.message}` : ''
        }.`
      : '',
    job.status === 'failed' && job.statusMessage
      ? `Why: ${job.statusMessage}`
      : '',
    job.evaluation ? `Evaluation: ${JSON.stringify(job.evaluation)}.` : '',
    job.outputModelId ? `It made the model ${job.outputModelId}.` : '',
    ...(run.journal?.problems ?? []).map(
      problem => `The tracking server refused ${problem}.`,
    ),
    backlog.points > 0
      ? `${backlog.points} points wait for the tracking server since ${backlog.since}.`
      : '',
    stale
      ? 'The tracking server cannot be reached; this is the last known.'
      : '',
  ].filter(Boolean);
}
