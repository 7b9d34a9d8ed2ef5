/**
 * `npm test`: installs what is missing, then lint, types, unit tests, and the
 * journeys on the real tools. Ends with the line `N passed, N failed`.
 */
import { join } from 'node:path';
import { buildPortal, install } from '../lib/install.mjs';
import {
  duckdbExtensions,
  dvcCommand,
  nodeBin,
  portalEnv,
  root,
} from '../lib/paths.mjs';
import { useOwnNode } from '../lib/ownNode.mjs';
import { run } from '../lib/run.mjs';
import {
  addCluster,
  describeStack,
  forget,
  startStack,
  stopStack,
} from '../lib/stack.mjs';
import { buildHub } from '../services/hub.mjs';

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

/** Unit tests, then the API on both databases, then the main job and the pages. */
async function onTheStack(yarn, node) {
  const described = await describeStack('test', {
    postgres: true,
    cluster: true,
    fresh: true,
  });
  const { stack, stateDir } = described;
  const withoutCluster = {
    ...stack,
    cluster: { ...stack.cluster, enabled: false },
  };
  const onSqlite = { ...described, stack: { ...stack, postgres: null } };
  const say = text => console.log(`  ${text}`);
  const journeys = (name, folder) =>
    suite(
      name,
      node,
      [
        '--test',
        '--test-concurrency=1',
        '--test-reporter=tap',
        `e2e-tests/${folder}/*.test.mjs`,
      ],
      { LLM_OPS_TEST_STACK_JSON: join(stateDir, 'stack.json') },
      NODE_TEST,
    );
  let supervisor;
  try {
    supervisor = await startStack(
      { ...described, stack: withoutCluster },
      { withPortal: false, say },
    );
    await suite(
      'unit',
      yarn,
      ['backstage-cli', 'repo', 'test', '--maxWorkers=2', '--silent'],
      {
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: `postgresql://${stack.postgres.user}:${stack.postgres.password}@${stack.postgres.host}:${stack.postgres.port}`,
        LLM_OPS_DUCKDB_EXTENSIONS: duckdbExtensions,
        LLM_OPS_DVC_COMMAND: dvcCommand,
        LLM_OPS_TEST_STACK_JSON: join(stateDir, 'stack.json'),
      },
      JEST,
    );
    await journeys('migration', 'migration');
    await journeys('faults', 'faults/outbox');
    await supervisor.stop();
    await buildPortal();
    for (const [name, own] of [
      ['sqlite', { ...withoutCluster, postgres: null }],
      ['postgres', withoutCluster],
    ]) {
      supervisor = await startStack({ ...described, stack: own }, { say });
      await journeys(`api-${name}`, 'api');
      await journeys(`contract-${name}`, 'contract');
      await supervisor.stop();
    }
    // What the tests of the API left waiting must not run on the cluster.
    await forget(stateDir, ['log']);
    supervisor = await startStack(onSqlite, { say });
    await journeys('before-the-cluster', 'queue');
    await addCluster(supervisor, onSqlite);
    say('the cluster is up');
    await suite(
      'providers-on-cluster',
      yarn,
      ['backstage-cli', 'repo', 'test', '--silent', 'ArgoEngine', 'KServe'],
      { CI: '1', LLM_OPS_TEST_KUBECONFIG: stack.cluster.kubeconfig },
      JEST,
    );
    await journeys('main-job', 'journey');
    await journeys('browser', 'browser');
  } catch (error) {
    report('stack', Date.now(), 0, 1, String(error.stack));
  } finally {
    if (supervisor) {
      await stopStack(supervisor, onSqlite);
    }
  }
}

async function main() {
  await install({ test: true });
  await buildHub();
  const yarn = join(nodeBin, 'yarn');
  const node = join(nodeBin, 'node');

  await check('generated', node, ['scripts/generate-api.mjs', '--check']);
  await check('config', node, ['local-stack/cli/config-check.mjs']);
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
    ['--test', '--test-reporter=tap', 'local-stack/**/*.test.mjs'],
    {},
    NODE_TEST,
  );

  await onTheStack(yarn, node);

  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') > 0 ? 1 : 0);
}

process.chdir(root);
// Every answer of the portal under test is checked against openapi.yaml.
process.env.LLM_OPS_CHECK_RESPONSES = 'true';
await useOwnNode();
await main().catch(error => {
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
});
