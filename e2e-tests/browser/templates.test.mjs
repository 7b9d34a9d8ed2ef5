import assert from 'node:assert/strict';
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

/** Chooses an entity in a picker by the title it shows. */
async function pick(label, title) {
  const { page } = session;
  const field = page.getByRole('textbox', { name: label });
  await field.waitFor();
  await page.waitForTimeout(1_000);
  // A picker with a single entity has chosen it, and cannot be changed.
  if (await field.isDisabled()) {
    assert.notEqual(await field.inputValue(), '');
    return;
  }
  await field.click();
  await field.fill(title);
  await page.getByRole('option', { name: title }).first().click();
}

const type = (label, text) =>
  session.page.getByRole('textbox', { name: label }).fill(text);

const next = async name =>
  session.page.getByRole('button', { name }).first().click();

test('"Train a model" submits a job from the self-service page', async () => {
  const { page } = session;
  const name = `template-${Date.now()}`;
  await session.go('/create/templates/default/train-a-model');
  await pick(/^Base model/, `${job.base.name} ${job.base.version}`);
  await pick(/^Data set/, job.dataset.name);
  await type(/Name of the new model/, name);
  await next('Next');
  await page.getByRole('spinbutton', { name: /^Steps/ }).fill('2');
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

test('"Deploy a model" offers the models of the catalog, and shows what it would make', async () => {
  const { page } = session;
  await session.go('/create');
  for (const title of ['Train a model', 'Deploy a model']) {
    await page.getByText(title, { exact: true }).first().waitFor();
  }
  await session.go('/create/templates/default/deploy-a-model');
  await pick(/^Model/, `${job.trained.name} ${job.trained.version}`);
  await type(/^Route/, '/second-bot');
  await next('Next');
  await page.getByRole('checkbox', { name: /^Dry run/ }).check();
  await next(/Review/);
  await page.getByText('/second-bot').first().waitFor();
  await next('Create');
  await page
    .getByText('kind: InferenceService')
    .first()
    .waitFor({ timeout: 60_000 });
  const { data } = (await call('GET', '/serving/endpoints')).body;
  assert.ok(!data.some(({ route }) => route === '/second-bot'));
});
