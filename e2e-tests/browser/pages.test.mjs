import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { call, stack, until } from '../api/client.mjs';
import { hubModel } from '../../local-stack/services/hub.mjs';
import { findings, mainJob, openSession, WIDTHS } from './session.mjs';

let session;
let job;

before(async () => {
  job = await mainJob();
  session = await openSession();
});
after(async () => {
  await rm(stack.hub.faultFile, { force: true });
  await session?.close();
});

const see = (text, options = {}) =>
  session.page
    .getByText(text, options)
    .first()
    .waitFor({ state: 'visible', timeout: 20_000 });

test('a model shows its licence, its files with SHA-256 and where it comes from', async () => {
  await session.go(`/llm-ops/models/${job.trained.id}`);
  await see('apache-2.0');
  await see('model.safetensors');
  await see(job.trained.files.find(f => f.path === 'model.safetensors').sha256);
  for (const name of ['jargon-file', '/jargon-bot (dev)']) {
    await see(name);
  }
});

test('a data set shows what changed between its versions', async () => {
  await session.go(`/llm-ops/datasets/${job.dataset.id}`);
  await see('Rows added');
  for (const number of ['100', '429', '705', 'source']) {
    await see(number, { exact: true });
  }
});

test('a training shows its stages, its loss and its log', async () => {
  await session.go(`/llm-ops/training/${job.job.id}`);
  for (const stage of ['validate', 'train', 'evaluate', 'register']) {
    await see(new RegExp(`^${stage} · `));
  }
  await see('train_loss');
  await see('"registered": true');
});

test('the playground answers while the model speaks', async () => {
  await session.go(`/llm-ops/endpoints/${job.endpoint.id}`);
  const { page } = session;
  await see(/ready of \d desired/);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('What is a hacker?');
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.locator('[data-role=assistant]').last();
  await answer.filter({ hasText: /\w{3}/ }).waitFor({ timeout: 60_000 });
  await page
    .getByRole('button', { name: 'Stop' })
    .waitFor({ state: 'detached', timeout: 60_000 });
  assert.ok((await answer.textContent()).trim().length > 10);
});

test('an unknown model id is refused on the page, with the reason', async () => {
  await session.go('/llm-ops/models');
  const { page } = session;
  await page.getByRole('button', { name: 'Import from hub' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Model id').fill('nobody/nothing');
  await dialog.getByRole('button', { name: /^Import/ }).click();
  await see(/has no model nobody\/nothing/);
  const models = (await call('GET', '/catalog/models')).body.data;
  assert.ok(!models.some(model => model.name === 'nothing'));
});

test('a data set is uploaded on the page', async () => {
  await session.go('/llm-ops/datasets');
  const { page } = session;
  const name = `page-${Date.now()}`;
  await page.getByRole('button', { name: 'Upload a data set' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'rows.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from('{"id":1,"prompt":"a","completion":"b"}\n'),
  });
  await dialog.getByRole('button', { name: /^Upload/ }).click();
  await see(name);
});

test('a folder is uploaded on the page as files that DVC versions', async () => {
  await session.go('/llm-ops/datasets');
  const { page } = session;
  const name = `tree-${Date.now()}`;
  await page.getByRole('button', { name: 'Upload a data set' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: /Content/ }).click();
  await page.getByRole('option', { name: /Files and folders/ }).click();
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'sub', 'a.txt'), 'words to train on');
  await dialog.getByLabel('Or a whole folder').setInputFiles(folder);
  await dialog.getByRole('button', { name: /^Upload/ }).click();
  await page.getByText(name).first().click();
  await see('sub/a.txt');
  await see('dvc', { exact: true });
  await rm(folder, { recursive: true });
});

/** An import that waits, since the hub fails every download. */
async function waitingOperation() {
  await writeFile(stack.hub.faultFile, 'error');
  const { body } = await call('POST', '/catalog/models/import', {
    registry_type: 'huggingface',
    registry_model_id: (await hubModel()).id,
    name: `waits-${Date.now()}`,
  });
  return until('the failure', 30, async () => {
    const { operations } = (
      await call('GET', `/operations?state=pending&lane=model:${body.data.id}`)
    ).body.data;
    return operations.find(({ error }) => error);
  });
}

test('an operator cancels what waits, and its history says who', async () => {
  const { page } = session;
  const { id } = await waitingOperation();
  await session.go(`/llm-ops/operations?state=pending`);
  await page.locator(`a[href$="/operations/${id}"]`).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await see('cancelled', { exact: true });
  await see('user:default/guest');
  const { state } = (await call('GET', `/operations/${id}`)).body.data;
  assert.equal(state, 'cancelled');
  await rm(stack.hub.faultFile);
});

test('the documentation is a part of the portal', async () => {
  await session.go('/docs/default/system/llm-ops-portal/architecture');
  await session.page
    .getByText('the only retry loop')
    .first()
    .waitFor({ timeout: 60_000 });
});

test('catalog and search know the endpoint', async () => {
  await session.go('/catalog/default/api/dev-jargon-bot');
  await see('ai-model-server');
  await session.go('/search?query=smollm2-jargon');
  await see(/smollm2-jargon/);
});

for (const width of WIDTHS) {
  for (const theme of ['light', 'dark']) {
    test(`pages have no serious finding of axe at ${width} px, ${theme}`, async () => {
      const { page } = session;
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(value => localStorage.setItem('theme', value), theme);
      const pages = [
        '',
        '/models',
        `/models/${job.trained.id}`,
        `/datasets/${job.dataset.id}`,
        `/training/${job.job.id}`,
        `/endpoints/${job.endpoint.id}`,
        '/prompts',
        '/health',
        '/operations?state=all',
      ];
      for (const path of pages) {
        await session.go(`/llm-ops${path}`);
        await page.getByRole('heading').first().waitFor();
        await page.waitForTimeout(1_000);
        assert.deepEqual(await findings(page), [], path);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        assert.ok(overflow <= 0, `${path} is ${overflow} px too wide`);
      }
    });
  }
}

test('no page threw an error', () => {
  assert.deepEqual(session.errors, []);
});
