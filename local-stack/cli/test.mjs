/**
 * `npm test`: installs what is missing, then lint, types, unit tests, and the
 * journeys on the real tools. Ends with the line `N passed, N failed`.
 */
import { join } from 'node:path';
import { buildPortal, install } from '../lib/install.mjs';
import { duckdbExtensions, nodeBin, portalEnv, root } from '../lib/paths.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { run } from '../lib/run.mjs';
import { describeStack, startStack } from '../lib/stack.mjs';

const results = [];

/** Counts a check that passes or fails as a whole. */
async function check(name, command, args, env = {}) {
  const begun = Date.now();
  const { code, output } = await run(`test-${name}`, command, args, {
    env: portalEnv(env),
  });
  report(name, begun, code === 0 ? 1 : 0, code === 0 ? 0 : 1, output);
}

/** Counts the tests a runner prints; one that ran none has failed. */
async function suite(name, command, args, env, patterns) {
  const begun = Date.now();
  const { code, output } = await run(`test-${name}`, command, args, {
    env: portalEnv(env),
  });
  const count = pattern =>
    [...output.matchAll(pattern)].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
  const passed = count(patterns.passed);
  const failed = Math.max(
    count(patterns.failed),
    code !== 0 || passed === 0 ? 1 : 0,
  );
  report(name, begun, passed, failed, output);
}

function report(name, begun, passed, failed, output) {
  const seconds = Math.round((Date.now() - begun) / 1000);
  results.push({ passed, failed });
  console.log(
    `${
      failed ? 'FAILED' : 'ok    '
    } ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
  );
  if (failed) {
    console.log(output.trim().split('\n').slice(-60).join('\n'));
    console.log(`The whole output is in .local/log/test-${name}.log`);
  }
}

const JEST = {
  passed: /^Tests:.*?(\d+) passed/gm,
  failed: /^Tests:.*?(\d+) failed/gm,
};
const NODE_TEST = {
  passed: /^(?:#|ℹ) pass (\d+)/gm,
  failed: /^(?:#|ℹ) fail (\d+)/gm,
};

async function main() {
  await install({ test: true });
  const yarn = join(nodeBin, 'yarn');
  const node = join(nodeBin, 'node');

  await check('generated', node, ['scripts/generate-api.mjs', '--check']);
  await check('prettier', yarn, ['prettier', '--check', '.']);
  await check(
    'types',
    yarn,
    [
      'tsc',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      '.local/tsbuildinfo',
    ],
    {
      NODE_OPTIONS: '--max-old-space-size=6144',
    },
  );
  await check('lint', yarn, [
    'backstage-cli',
    'repo',
    'lint',
    '--successCache',
    '--successCacheDir',
    '.local/lint',
  ]);
  await suite(
    'local-stack',
    node,
    ['--test', '--test-reporter=tap', 'local-stack/lib/*.test.mjs'],
    {},
    NODE_TEST,
  );

  const described = await describeStack('test', { postgres: true });
  const { stack, stateDir } = described;
  const say = text => console.log(`  ${text}`);
  let supervisor;
  try {
    supervisor = await startStack(described, { withPortal: false, say });
    await suite(
      'unit',
      yarn,
      ['backstage-cli', 'repo', 'test', '--maxWorkers=2', '--silent'],
      {
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: `postgresql://${stack.postgres.user}:${stack.postgres.password}@${stack.postgres.host}:${stack.postgres.port}`,
        LLM_OPS_DUCKDB_EXTENSIONS: duckdbExtensions,
        LLM_OPS_TEST_STACK_JSON: join(stateDir, 'stack.json'),
      },
      JEST,
    );
    await supervisor.stop();
    await buildPortal();
    for (const database of ['sqlite', 'postgres']) {
      const own =
        database === 'postgres'
          ? described
          : { ...described, stack: { ...stack, postgres: null } };
      supervisor = await startStack(own, { say });
      await suite(
        `api-${database}`,
        node,
        ['--test', '--test-reporter=tap', 'e2e-tests/api/*.test.mjs'],
        { LLM_OPS_TEST_STACK_JSON: join(stateDir, 'stack.json') },
        NODE_TEST,
      );
      await supervisor.stop();
    }
  } catch (error) {
    report('stack', Date.now(), 0, 1, String(error.stack));
  } finally {
    await supervisor?.stop();
  }

  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') > 0 ? 1 : 0);
}

process.chdir(root);
await useOwnNode();
await main().catch(error => {
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
});
