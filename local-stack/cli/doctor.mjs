/** `npm run doctor`: every tool, its version, whether it answers, what to do. */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { bin, dvcCommand, stateDir } from '../lib/paths.mjs';
import { preflight } from '../lib/preflight.mjs';

/** Longest a tool may take to answer, in milliseconds. */
const PATIENCE_MS = 5_000;

let wrong = 0;
function say(good, name, text) {
  wrong += good ? 0 : 1;
  console.log(`${good ? 'ok ' : 'NO '} ${name}: ${text}`);
}

/** What a command prints, as far as it matches; undefined when it cannot be run. */
function ask(command, args, pattern = /.+/) {
  try {
    const text = execFileSync(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();
    return pattern.exec(text)?.at(-1);
  } catch {
    return undefined;
  }
}

async function fetchOk(url, headers) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { headers, signal });
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

const listens = (host, port) =>
  new Promise(resolve => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = answer => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
    socket.on('timeout', end(false));
  });

for (const line of await preflight()) {
  say(false, 'machine', line);
}
say(true, 'node', process.version);
for (const [name, command, args, pattern] of [
  ['python', 'python3', ['--version']],
  ['go', 'go', ['version']],
  [
    'versitygw',
    'go',
    ['version', '-m', bin('versitygw')],
    /versitygw\s+(v[\d.]+)/,
  ],
  ['dvc', dvcCommand, ['--version']],
]) {
  const version = ask(command, args, pattern);
  say(version !== undefined, name, version ?? 'not installed yet: npm start');
}

const file = join(stateDir('stack'), 'stack.json');
const stack = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
if (!stack) {
  say(false, 'stack', 'was never started here: npm start');
  process.exit(1);
}

const hint = name => `npm start, or see .local/stack/log/${name}.log`;
for (const [name, url] of [
  ['object-store', `${stack.objectStore.endpoint}/health`],
  ['mlflow', `${stack.mlflow.url}/version`],
  ['hub', `${stack.hub.url}/api/models?limit=1`],
  ['portal', `${stack.portal.url}/.backstage/health/v1/readiness`],
]) {
  const answers = Boolean(await fetchOk(url));
  const { origin } = new URL(url);
  say(
    answers,
    name,
    `${answers ? 'answers' : 'does not answer'} at ${origin}${
      answers ? '' : `: ${hint(name)}`
    }`,
  );
}
if (stack.postgres) {
  const { host, port } = stack.postgres;
  const answers = await listens(host, port);
  say(
    answers,
    'postgres',
    answers ? `answers at ${host}:${port}` : hint('postgres'),
  );
}

const health = await fetchOk(
  `${stack.portal.url}/llm-ops/v1/health/integrations`,
  { authorization: `Bearer ${stack.adminToken}` },
);
const instances = health ? (await health.json()).data.instances : [];
console.log('\nAs the portal sees its tools:');
for (const { id, status, version, supported, message } of instances) {
  say(
    status === 'healthy',
    id,
    `${version ?? 'no version'} (supported ${supported}); ${message}`,
  );
}
process.exit(wrong > 0 ? 1 : 0);
