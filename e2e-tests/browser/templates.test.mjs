import test, { after, before } from 'node:test';
import { call } from '../api/client.mjs';
import { mainJob, openSession } from './session.mjs';

let session;
let job;

before(async () => {
  job = await mainJob();
  session = await openSession();
});
after(() => session?.close());

async function choose(title) {
  await session.go('/create');
  const card = session.page
    .locator('div')
    .filter({ has: session.page.getByText(title, { exact: true }) })
    .getByRole('button', { name: 'Choose' });
  await card.last().click();
}

/** Chooses an entity in a picker by the title it shows. */
async function pick(label, title) {
  const { page } = session;
  await page.getByLabel(label).click();
  await page.getByLabel(label).fill(title);
  await page.getByRole('option', { name: title }).first().click();
}

const next = async name =>
  session.page.getByRole('button', { name }).first().click();

test('"Train a model" submits a job from the self-service page', async () => {
  const { page } = session;
  const name = `template-${Date.now()}`;
  await session.go('/create/templates/default/train-a-model');
  await pick(/^Base model/, `${job.base.name} ${job.base.version}`);
  await pick(/^Data set/, job.dataset.name);
  await page.getByLabel(/Name of the new model/).fill(name);
  await next('Next');
  await page.getByLabel(/^Steps/).fill('2');
  await next(/Review/);
  await next('Create');
  await page
    .getByText('Open the training job')
    .first()
    .waitFor({ timeout: 60_000 });
  const { jobs } = (await call('GET', '/training/jobs')).body.data;
  const submitted = jobs.find(
    item => item.resourceProfile?.outputModelConfig?.outputModelName === name,
  );
  await call('DELETE', `/training/jobs/${submitted.id}`);
});

test('both templates are on the self-service page', async () => {
  await choose('Deploy a model');
  await session.page
    .getByLabel(/^Model/)
    .first()
    .waitFor({ timeout: 20_000 });
});
