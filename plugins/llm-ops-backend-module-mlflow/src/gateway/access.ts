import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { JournalModel, JournalRun } from '@llm-ops/plugin-llm-ops-node';
import { Call } from './types';
import { text } from './values';

/** For people who would write. */
export function onlyJobs(): NotAllowedError {
  return new NotAllowedError(
    'Runs are written with the token of their job (MLFLOW_TRACKING_TOKEN in its pods); other tokens only read',
  );
}

/** The job that calls. @throws NotAllowedError for people, who only read */
export function jobOf(call: Call): string {
  if (call.caller.kind !== 'job') {
    throw onlyJobs();
  }
  return call.caller.jobId;
}

/** Refuses a job what is another's, and shows nobody what is out of reach. */
async function mayUse(call: Call, jobId: string, what: string): Promise<void> {
  const { caller } = call;
  if (caller.kind === 'user') {
    if (!(await caller.mayRead(jobId))) {
      throw new NotFoundError(`${what} not found`);
    }
  } else if (caller.jobId !== jobId) {
    throw new NotAllowedError(
      `A job's token only speaks for its own runs, and '${what}' is another job's`,
    );
  }
}

/** Lets those who may read everything at MLflow itself. */
export function readsAll({ caller }: Call): void {
  if (caller.kind === 'user' && !caller.readsAll) {
    throw new NotAllowedError(
      'You may read the runs of some jobs only; name one of them, or use the pages of the portal',
    );
  }
}

/** A run by either id, if the caller may use it. */
export async function runOf(call: Call, id: string): Promise<JournalRun> {
  const run = await call.journal.findRun(id);
  if (!run) {
    throw new NotFoundError(`Run with id=${id} not found`);
  }
  await mayUse(call, run.jobId, `Run with id=${id}`);
  return run;
}

/** The run that a body names, as `run_id` or by the old name of it. */
export function runIdOf({ input }: Call): string {
  return text(input.run_id ?? input.run_uuid, 'run_id');
}

/** A logged model by either id, if the caller may use it. */
export async function modelOf(call: Call, id: string): Promise<JournalModel> {
  if (!/^m-[\w-]{1,64}$/.test(id)) {
    throw new InputError(`Invalid value '${id}' for parameter 'model_id'`);
  }
  const model = await call.journal.findModel(id);
  if (!model) {
    throw new NotFoundError(`Logged model with ID '${id}' not found.`);
  }
  await mayUse(call, model.jobId, `Logged model with ID '${id}'`);
  return model;
}
