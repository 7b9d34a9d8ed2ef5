import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { call } from '../api/client.mjs';
import { modelServer, serve } from '../api/modelServer.mjs';
import { findings, openSession, WIDTHS } from './session.mjs';

let session;
let model;

before(async () => {
  session = await openSession();
  model = await modelServer({ modelName: 'm' });
});
after(async () => {
  await session?.close();
  model?.server.close();
  model?.server.closeAllConnections();
});

const press = (within, name) =>
  within.getByRole('button', { name, exact: true }).click();

/** Writes a template on the page, and makes it live. */
async function template(name, version) {
  const { page } = session;
  await session.go('/llm-ops/prompts');
  await press(page, 'New template');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Version').fill(version);
  await dialog.getByLabel('Text').fill(`Answer in a ${version} way.`);
  await press(dialog, 'Make a draft');
  await press(page, 'Make live');
  await page.getByRole('button', { name: 'Retire' }).waitFor();
}

test('two templates are compared, and the page says what each came to', async () => {
  const { page } = session;
  const name = `tone-${Date.now()}`;
  await template(name, 'formal');
  await template(name, 'friendly');
  await session.go('/llm-ops/prompts');
  await press(page, 'New experiment');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  for (const [at, version] of ['formal', 'friendly'].entries()) {
    await dialog
      .getByRole('button', { name: new RegExp(`Template ${at + 1}$`) })
      .click();
    await page
      .getByRole('listbox', { name: `Template ${at + 1}` })
      .getByRole('option', { name: `${name} ${version}` })
      .click();
  }
  await dialog.getByRole('textbox', { name: 'Weight 1' }).fill('3');
  await press(dialog, 'Make a draft');
  await page.getByText('The experiment is a draft').waitFor();
  const id = page.url().split('/').pop();
  await press(page, 'Start');
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();

  const endpoint = await serve(
    { provider: 'openai', base_url: model.url, model_name: 'm' },
    { promptPolicyId: id },
  );
  for (let asked = 0; asked < 3; asked += 1) {
    await call('POST', `/serve/${endpoint.name}/chat`, {
      messages: [{ role: 'user', content: 'Hello' }],
    });
  }
  const results = page.getByRole('region', { name: 'Results by template' });
  for (const text of [`${name} formal`, '75 %', '25 %']) {
    await results.getByText(text).waitFor();
  }
  await results.getByText('3', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: endpoint.route }).waitFor();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await findings(page), [], `${width} px`);
  }
  await press(page, 'Stop');
  await page.getByText('The experiment is stopped').waitFor();
  await call('DELETE', `/serving/endpoints/${endpoint.id}`);
  await call('DELETE', `/prompts/experiments/${id}`);
  assert.deepEqual(session.errors, []);
});
