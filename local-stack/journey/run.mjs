import { createApi } from './api.mjs';
import {
  ask,
  deploy,
  importModel,
  NAMES,
  train,
  uploadDataset,
} from './steps.mjs';

const QUESTIONS = [
  'What does "foo" mean in hacker jargon?',
  'What is the capital of France?',
];

/** Tells a job's stages as they change. */
function stageTeller(say) {
  let told = '';
  return job => {
    const line = job.stages
      .map(stage => `${stage.name} ${stage.phase}`)
      .join(', ');
    if (line && line !== told) {
      told = line;
      say(`   ${line}`);
    }
  };
}

/**
 * The main job, from the hub to an answer. What an earlier journey made is
 * found again and only checked.
 * @returns the seconds each step took, and the answers
 */
export async function runJourney(stack, { say = console.log, cluster }) {
  const api = createApi(stack);
  const steps = [];
  async function step(title, work, describe) {
    say(`${steps.length + 1}. ${title}`);
    const begun = Date.now();
    const result = await work();
    const seconds = (Date.now() - begun) / 1000;
    steps.push({ title, seconds });
    say(`   ${describe(result)} (${seconds.toFixed(1)} s)`);
    return result;
  }

  const model = await step(
    'Import a model from the hub, each file checked by SHA-256',
    () => importModel(api),
    ({ name, version }) => `${name} ${version} is in the catalog`,
  );
  const data = await step(
    'Upload two versions of a text data set and compare them',
    () => uploadDataset(api),
    ({ diff }) =>
      `${diff.added_rows} rows added, ${diff.removed_rows} removed, ${diff.changed_rows} changed; new column ${diff.schema_changes.added_columns}`,
  );
  if (!cluster) {
    say('The remaining steps (train, deploy, ask) wait for a cluster.');
    return { steps, answers: [] };
  }
  const { job, run, loss } = await step(
    'Train it on version 2: validate, train, evaluate, register',
    () => train(api, model, data, stageTeller(say)),
    ({ job: { evaluation }, loss: points, run: { trackingRunId } }) =>
      `${
        points.length
      } steps; loss on the hold-out ${evaluation.eval_loss_before.toFixed(
        2,
      )} → ${evaluation.eval_loss.toFixed(2)}; run ${trackingRunId}`,
  );
  const endpoint = await step(
    'Approve and deploy the trained model',
    () => deploy(api, job),
    ({ route, replicas }) =>
      `${route} is healthy with ${replicas?.ready} of at most ${replicas?.maximum} replicas`,
  );
  const answers = await step(
    'Ask it',
    async () => {
      const list = [];
      for (const question of QUESTIONS) {
        list.push({ question, ...(await ask(api, question)) });
      }
      return list;
    },
    list =>
      list
        .map(
          ({ question, answer }) =>
            `${question}\n     ${answer.replace(/\s+/g, ' ')}`,
        )
        .join('\n   '),
  );
  return {
    steps,
    answers,
    model,
    data,
    job,
    run,
    loss,
    endpoint,
    names: NAMES,
  };
}
