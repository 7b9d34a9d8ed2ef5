/** `npm run doctor`: every tool, its version, whether it answers, what to do. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateDir } from '../lib/paths.mjs';
import { preflight } from '../lib/preflight.mjs';

const missing = await preflight();
console.log(
  missing.length
    ? missing.map(line => `- ${line}`).join('\n')
    : 'This machine has what is needed.',
);

const file = join(stateDir('stack'), 'stack.json');
const stack = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
if (!stack) {
  console.log('The stack was never started here: npm start');
  process.exit(missing.length ? 1 : 0);
}

async function ask(url, headers) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

const token = { authorization: `Bearer ${stack.adminToken}` };
const health = await ask(
  `${stack.portal.url}/llm-ops/v1/health/integrations`,
  token,
);
if (!health) {
  console.log(
    `The portal does not answer at ${stack.portal.url}: npm start, or see .local/stack/log/portal.log`,
  );
  process.exit(1);
}
const { data } = await health.json();
for (const { id, status, version, supported, message } of data.instances) {
  console.log(
    `${status === 'healthy' ? 'ok ' : 'NO '} ${id} ${
      version ?? ''
    } (supported ${supported}): ${message}`,
  );
}
process.exit(data.overall_status === 'unavailable' ? 1 : 0);
