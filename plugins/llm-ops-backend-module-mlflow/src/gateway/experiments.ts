import { NotFoundError } from '@backstage/errors';
import { JournalRun } from '@llm-ops/plugin-llm-ops-node';
import { jobOf, readsAll } from './access';
import { readJson } from './forward';
import { Call, Endpoint } from './types';
import { tag, text } from './values';
import { experimentIdOf, wireExperiment } from './wire';

/** The run of the calling job; undefined for people. */
async function mainOf(call: Call): Promise<JournalRun | undefined> {
  readsAll(call);
  return call.caller.kind === 'job'
    ? call.journal.jobRun(call.caller.jobId)
    : undefined;
}

/**
 * A job has one experiment, under whatever name its code knows it: so code
 * that chooses an experiment of its own stays with the job's run.
 */
async function byName(call: Call) {
  const main = await mainOf(call);
  const name = text(call.input.experiment_name, 'experiment_name');
  return main
    ? { experiment: wireExperiment(main, name) }
    : readJson(call, 'GET', 'experiments/get-by-name');
}

async function byId(call: Call) {
  const main = await mainOf(call);
  if (!main) {
    return readJson(call, 'GET', 'experiments/get');
  }
  const id = text(call.input.experiment_id, 'experiment_id');
  if (![experimentIdOf(main.jobId), main.experimentId, '0'].includes(id)) {
    throw new NotFoundError(
      `No Experiment with id=${id} exists for this job; it has the one with id=${experimentIdOf(
        main.jobId,
      )}`,
    );
  }
  return { experiment: wireExperiment(main, main.experimentName) };
}

async function search(call: Call) {
  const main = await mainOf(call);
  return main
    ? { experiments: [wireExperiment(main, main.experimentName)] }
    : readJson(call, 'POST', 'experiments/search');
}

/** Experiments as a job sees them. */
export const experimentEndpoints: Endpoint[] = [
  {
    method: 'get',
    path: '/experiments/get-by-name',
    people: true,
    handle: byName,
  },
  { method: 'get', path: '/experiments/get', people: true, handle: byId },
  { method: 'post', path: '/experiments/search', people: true, handle: search },
  {
    method: 'get',
    path: '/experiments/search',
    people: true,
    handle: call => search(call),
  },
  {
    method: 'post',
    path: '/experiments/create',
    handle: async call => {
      text(call.input.name, 'name');
      return { experiment_id: experimentIdOf(jobOf(call)) };
    },
  },
  {
    // Other jobs share the experiment, so the tag stays with the job's run.
    method: 'post',
    path: '/experiments/set-experiment-tag',
    handle: async call => {
      const main = await call.journal.jobRun(jobOf(call));
      const given = tag(call.input);
      await call.journal.append(main, [
        { ...given, key: `llmops.experiment.${given.key}`.slice(0, 250) },
      ]);
      return {};
    },
  },
];
