import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { call, stack } from '../api/client.mjs';

/** Widths every page is looked at, in pixels. */
export const WIDTHS = [1280, 400];

/** Findings of a serious or critical kind fail a test. */
const SERIOUS = ['serious', 'critical'];

/** A browser with a signed-in guest; every error of a page is collected. */
export async function openSession() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const context = await browser.newContext({
    viewport: { width: WIDTHS[0], height: 900 },
  });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(`${stack.portal.url}/llm-ops`);
  await page.getByRole('button', { name: /enter/i }).click();
  await page
    .getByRole('link', { name: 'Models', exact: true })
    .first()
    .waitFor();
  return {
    page,
    errors,
    go: path => page.goto(`${stack.portal.url}${path}`),
    close: () => browser.close(),
  };
}

/** Serious findings of axe of the page but the sidebar, which is Backstage's, one line each. */
export async function findings(page) {
  const { violations } = await new AxeBuilder({ page })
    .exclude('nav')
    // What React Aria reads out may name a button that is gone already.
    .exclude('[data-live-announcer]')
    .analyze();
  return violations
    .filter(violation => SERIOUS.includes(violation.impact))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes[0].target.join(' ')} (${nodes.length} places)`,
    );
}

/** Records of the main job, which ran on this stack before. */
export async function mainJob() {
  const get = async path => (await call('GET', path)).body.data;
  const named = (list, name) => list.find(item => item.name === name);
  const endpoints = await get('/serving/endpoints');
  const { jobs } = await get('/training/jobs');
  const models = await get('/catalog/models');
  return {
    base: named(models, 'smollm2-135m-instruct'),
    // Lists leave out the files of a model.
    trained: await get(`/catalog/models/${named(models, 'smollm2-jargon').id}`),
    dataset: named(await get('/catalog/datasets'), 'jargon-file'),
    job: jobs.find(job => job.status === 'succeeded'),
    endpoint: endpoints.find(endpoint => endpoint.route === '/jargon-bot'),
  };
}
