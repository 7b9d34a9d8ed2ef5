import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { call } from '../api/client.mjs';
import { findings, mainJob, openSession, WIDTHS } from './session.mjs';

/** Runs that really trained; the suite before trained more than one. */
const FILTER = 'metrics.train_loss > 0 AND NOT status = "failed"';

let session;
let job;
let runs;

before(async () => {
  job = await mainJob();
  const filter = encodeURIComponent(FILTER);
  ({ runs } = (
    await call('GET', `/experiments/runs?filter=${filter}`)
  ).body.data);
  session = await openSession();
});
after(() => session?.close());

const see = text =>
  session.page
    .getByText(text)
    .first()
    .waitFor({ state: 'visible', timeout: 20_000 });

test('runs are found by a filter, chosen and compared; the address keeps the choice', async () => {
  const { page } = session;
  assert.ok(runs.length >= 2, `${runs.length} runs`);
  await session.go('/llm-ops/runs');
  await page.getByLabel('Filter', { exact: true }).fill(FILTER);
  await page.getByRole('button', { name: 'Apply' }).click();
  for (const { name } of runs.slice(0, 2)) {
    await page
      .getByRole('row')
      .filter({ hasText: name })
      .locator('label')
      .click();
  }
  await page.getByRole('link', { name: 'Compare 2 runs' }).click();
  await see('What differs');
  for (const { name } of runs.slice(0, 2)) {
    await see(name);
  }
  await page.reload();
  await see('What differs');
  await page.goBack();
  await page.getByRole('link', { name: 'Compare 2 runs' }).waitFor();
});

test('a filter that cannot be read is answered with what to do', async () => {
  const { page } = session;
  await session.go('/llm-ops/runs?filter=metrics.loss+%3C');
  await see(/a number, or a text in quotes/);
  await page.getByLabel('Filter', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Apply' }).click();
  await see(runs[0].name);
});

test('a run shows what came of it, and where that serves', async () => {
  await session.go(`/llm-ops/training/${job.job.id}`);
  await see('From run to production');
  await see('/jargon-bot (dev)');
});

for (const width of WIDTHS) {
  for (const theme of ['light', 'dark']) {
    test(`runs and their comparison have no serious finding of axe at ${width} px, ${theme}`, async () => {
      const { page } = session;
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(value => localStorage.setItem('theme', value), theme);
      const ids = runs.slice(0, 2).map(({ runId }) => runId);
      for (const path of ['/runs', `/runs/compare?runs=${ids}`]) {
        await session.go(`/llm-ops${path}`);
        await page.getByRole('heading').first().waitFor();
        await page.waitForTimeout(1_500);
        assert.deepEqual(await findings(page), [], path);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        assert.ok(overflow <= 0, `${path} is ${overflow} px too wide`);
      }
    });
  }
}

test('no page of runs threw an error', () => {
  assert.deepEqual(session.errors, []);
});
