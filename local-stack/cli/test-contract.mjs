/**
 * `npm run test:contract`: openapi.yaml against the old contract, the flows of
 * old clients, and schemathesis over every operation, on a stack of its own.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODEL_NAME } from '../contract/makers.mjs';
import { fuzz } from '../contract/report.mjs';
import { buildPortal, install, python } from '../lib/install.mjs';
import { nodeBin, portalEnv, root } from '../lib/paths.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { run } from '../lib/run.mjs';
import { withStack } from '../lib/ownStack.mjs';
import { buildHub } from '../services/hub.mjs';

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '10' },
    seed: { type: 'string' },
    /** stack.json of a stack that runs already. */
    stack: { type: 'string' },
  },
});

/** The superset check and the flows, as node's own tests. */
async function tests(file, signal) {
  const { code, output } = await run(
    'test-contract',
    join(nodeBin, 'node'),
    ['--test', '--test-concurrency=1', 'e2e-tests/contract/*.test.mjs'],
    { env: portalEnv({ LLM_OPS_TEST_STACK_JSON: file }), signal },
  );
  return { title: 'superset and flows', passed: code === 0, output };
}

/** Everything that is checked, one result after the other. */
async function* checks(stack, file, signal) {
  yield await tests(file, signal);
  process.env.LLM_OPS_TEST_STACK_JSON = file;
  const { modelServer } = await import('../../e2e-tests/api/modelServer.mjs');
  const { url, server } = await modelServer({ modelName: MODEL_NAME });
  try {
    yield* fuzz(stack, {
      examples: Number(values.examples),
      seed: values.seed,
      modelServerUrl: `${url}/v1`,
      signal,
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function check(stack, file, signal) {
  let failed = 0;
  for await (const { title, passed, output } of checks(stack, file, signal)) {
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${title}`);
    if (!passed) {
      failed += 1;
      console.log(output);
    }
  }
  return failed === 0;
}

async function main() {
  await install({ postgres: true });
  await python('contract');
  if (values.stack) {
    const file = values.stack;
    return check(JSON.parse(await readFile(file, 'utf8')), file);
  }
  await buildHub();
  await buildPortal();
  return withStack('contract', { postgres: true }, (described, signal) =>
    check(described.stack, join(described.stateDir, 'stack.json'), signal),
  );
}

process.chdir(root);
process.env.LLM_OPS_CHECK_RESPONSES = 'true';
await useOwnNode();
process.exit((await main()) ? 0 : 1);
