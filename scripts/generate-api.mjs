/**
 * Writes what is generated from src/schema/openapi.yaml: the document as a
 * module for the server, the types of the client, and the page docs/api.md.
 * `--check` writes nothing and fails when a file is not what it would write.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { apiDocs } from './api-docs.mjs';

const root = new URL('../plugins/llm-ops-backend/', import.meta.url);
const document = parse(
  await readFile(new URL('src/schema/openapi.yaml', root), 'utf8'),
);
/** The server reads parameters and answers where they are used. */
const inlined = structuredClone(document);
for (const methods of Object.values(inlined.paths)) {
  for (const operation of Object.values(methods)) {
    operation.parameters = operation.parameters?.map(parameter =>
      parameter.$ref
        ? inlined.components.parameters[parameter.$ref.split('/').pop()]
        : parameter,
    );
    for (const [code, { $ref }] of Object.entries(operation.responses)) {
      if ($ref) {
        operation.responses[code] =
          inlined.components.responses[$ref.split('/').pop()];
      }
    }
  }
}
const note =
  '// Generated from openapi.yaml by `npm run generate`; do not edit.\n';
const outputs = [
  [
    new URL('src/schema/openapi.generated.json', root),
    `${JSON.stringify(inlined, undefined, 1)}\n`,
  ],
  [
    new URL('../llm-ops-common/src/generated/schema.ts', root),
    `${note}/* eslint-disable */\n${astToString(await openapiTS(document))}`,
  ],
  [
    new URL('../../docs/api.md', root),
    await format(apiDocs(document), { parser: 'markdown' }),
  ],
];

let stale = 0;
for (const [url, content] of outputs) {
  const current = await readFile(url, 'utf8').catch(() => undefined);
  if (current !== content) {
    stale += 1;
    if (!process.argv.includes('--check')) {
      await writeFile(url, content);
    }
  }
}
if (stale && process.argv.includes('--check')) {
  console.error(`${stale} generated files are old; run npm run generate`);
  process.exit(1);
}
