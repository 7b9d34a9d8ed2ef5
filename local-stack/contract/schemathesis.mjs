import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { local, venv } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { withExamples } from './examples.mjs';
import { labelOf, readReport } from './reached.mjs';
import { settings } from './settings.mjs';

/** What an answer is checked for. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

/** The ways to say who asks, and how failures are told. */
export const identities = stack => ({
  'a token and honest codes': {
    Authorization: `Bearer ${stack.adminToken}`,
    Prefer: 'handling=strict',
  },
  'the old headers': {
    'X-User-Id': 'contract',
    'X-User-Roles': 'admin,llm-ops-user',
    'X-Proxy-Secret': stack.proxySecret,
  },
});

/**
 * Runs schemathesis over every operation of a running portal, as one identity.
 *
 * @param records what exists, as of `makeRecords`
 * @param options `examples` an operation; `seed` repeats a run; `signal` ends it
 * @returns its exit code and output, what it counted, and what was answered
 */
export async function schemathesis(
  stack,
  { headers, records, examples, seed, name, signal },
) {
  const folder = join(local, 'schemathesis');
  const config = join(folder, `${name}.toml`);
  const [counts, answers] = ['json', 'ndjson'].map(kind =>
    join(folder, `${name}.${kind}`),
  );
  await mkdir(folder, { recursive: true });
  await Promise.all([counts, answers].map(file => rm(file, { force: true })));
  await writeFile(config, settings(records));
  const base = `${stack.portal.url}/llm-ops/v1`;
  const served = await (await fetch(`${base}/openapi.json`)).json();
  const document = join(folder, `${name}-openapi.json`);
  await writeFile(document, JSON.stringify(withExamples(served, records)));
  const { code, output } = await run(
    `schemathesis-${name}`,
    join(venv('contract'), 'bin', 'schemathesis'),
    [
      '--config-file',
      config,
      'run',
      document,
      '--url',
      base,
      ...Object.entries(headers).flatMap(([key, value]) => [
        '-H',
        `${key}: ${value}`,
      ]),
      '--checks',
      CHECKS.join(','),
      '--phases',
      'examples,coverage,fuzzing',
      '--max-examples',
      String(examples),
      ...(seed === undefined ? [] : ['--seed', String(seed)]),
      '--suppress-health-check',
      'all',
      '--warnings',
      'off',
      '--request-timeout',
      '60',
      '--continue-on-failure',
      '--report-json-path',
      counts,
      '--report-ndjson-path',
      answers,
    ],
    { cwd: folder, signal },
  );
  const report = JSON.parse(await readFile(counts, 'utf8').catch(() => 'null'));
  if (!report) {
    throw new Error(`schemathesis did not run:\n${output}`);
  }
  const { worked, unexpected } = await readReport(answers);
  for (const call of records.calls) {
    worked.add(labelOf(served, call));
  }
  return { code, output, counts: report, worked, unexpected };
}
