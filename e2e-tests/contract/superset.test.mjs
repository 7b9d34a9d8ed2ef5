import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { refusals } from './accepts.mjs';

const read = async path =>
  JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
const old = await read('./old-contract.json');
const document = await read(
  '../../plugins/llm-ops-backend/src/schema/openapi.generated.json',
);

const oldSide = schema => ({ schema, root: old });
const newSide = schema => ({ schema, root: document });
const FAIL = { $ref: '#/schemas/Fail' };

const schemaOf = (answer, type = 'application/json') =>
  answer?.content?.[type]?.schema;

/** What an old client may send, which must be taken. */
function requestProblems(known, operation) {
  const parameters = operation.parameters ?? [];
  const problems = parameters
    .filter(p => p.required && p.in !== 'path')
    .filter(p => !known.parameters?.some(o => o.name === p.name && o.required))
    .map(p => `${p.name}: is newly required`);
  for (const parameter of known.parameters ?? []) {
    const now = parameters.find(
      p => p.name === parameter.name && p.in === parameter.in,
    );
    const {
      name,
      in: _in,
      required: _required,
      min,
      max,
      ...schema
    } = parameter;
    const sent = {
      ...schema,
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    };
    problems.push(
      ...(now
        ? refusals(newSide(now.schema), oldSide(sent), `?${name}`)
        : [`?${name}: is gone`]),
    );
    if (now && schema.default !== undefined) {
      assert.deepEqual(now.schema.default, schema.default, name);
    }
  }
  if (known.body) {
    const { contentType, schema, required } = known.body;
    const now = operation.requestBody?.content?.[contentType];
    problems.push(
      ...(now
        ? [
            ...refusals(newSide(now.schema), oldSide(schema), 'body'),
            ...defaultProblems(newSide(now.schema), oldSide(schema)),
          ]
        : [`body: ${contentType} is not taken`]),
    );
    if (operation.requestBody?.required && !required) {
      problems.push('body: is newly required');
    }
  }
  return problems;
}

const deref = ({ schema, root }) =>
  schema.$ref
    ? schema.$ref
        .slice(2)
        .split('/')
        .reduce((part, key) => part[key], root)
    : schema;

/** Fields that are left out must still mean the same. */
function defaultProblems(now, before) {
  const fields = deref(now).properties ?? {};
  return Object.entries(deref(before).properties ?? {})
    .filter(([, schema]) => schema.default !== undefined)
    .filter(
      ([name, schema]) =>
        JSON.stringify(fields[name]?.default) !==
        JSON.stringify(schema.default),
    )
    .map(
      ([name, schema]) =>
        `body.${name}: ${JSON.stringify(schema.default)} was its default`,
    );
}

/** What is answered must be what an old client understands. */
function answerProblems(known, operation) {
  const problems = [];
  for (const [code, schema] of Object.entries(known.answers)) {
    const now = operation.responses[code];
    problems.push(
      ...(now
        ? refusals(oldSide(schema), newSide(schemaOf(now)), code)
        : [`${code}: is not answered any more`]),
    );
  }
  for (const code of known.failCodes) {
    problems.push(
      ...refusals(
        newSide(schemaOf(operation.responses[code])),
        oldSide(FAIL),
        `${code} fail`,
      ),
    );
  }
  return problems;
}

test('the old contract has seventy operations', () => {
  assert.equal(old.operations.length, 70);
});

test('a change that breaks old clients is found', () => {
  const at = old.operations.find(o => o.path === '/catalog/models/{model_id}');
  const broken = change => {
    const copy = structuredClone(document);
    const model = copy.components.schemas.ModelCatalog;
    change(model, copy.components.schemas.ModelCatalogCreate);
    const answer = copy.paths['/catalog/models/{model_id}'].get.responses[200];
    return refusals(
      oldSide(at.answers['200']),
      { schema: schemaOf(answer), root: copy },
      '200',
    );
  };
  assert.deepEqual(
    broken(() => {}),
    [],
  );
  assert.match(
    String(broken(m => (m.properties.name = { type: 'integer' }))),
    /name: integer is not string/,
  );
  assert.match(
    String(broken(m => (m.required = ['id']))),
    /model_family: may be missing/,
  );
  assert.match(
    String(broken(m => (m.properties.status = { type: ['string', 'null'] }))),
    /status: null is not string/,
  );
});

for (const known of old.operations) {
  const path = known.path.replace(/(.)\/$/, '$1');
  const operation = document.paths[path]?.[known.method];
  test(`${known.method} ${known.path} is as old clients know it`, () => {
    assert.ok(operation, 'there is no such operation');
    assert.equal(Boolean(operation['x-open']), known.open, 'who may call it');
    assert.ok(!operation['x-honest'], 'its failures have the old codes');
    assert.deepEqual(
      [
        ...requestProblems(known, operation),
        ...answerProblems(known, operation),
      ],
      [],
    );
  });
}
