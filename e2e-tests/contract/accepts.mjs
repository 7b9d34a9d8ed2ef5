/** Follows a reference within its own document. */
function resolve({ schema, root }) {
  let at = schema ?? {};
  while (at.$ref) {
    at = at.$ref
      .slice(2)
      .split('/')
      .reduce((part, key) => part[key], root);
  }
  return at;
}

const typesOf = schema =>
  [schema.type].flat().filter(type => type !== undefined);

/** The ways a value may look: one schema for each. */
function branches(side) {
  const schema = resolve(side);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return choices.flatMap(choice => branches({ ...side, schema: choice }));
  }
  const types = typesOf(schema);
  return types.length > 1
    ? types.map(type => ({ ...side, schema: { ...schema, type } }))
    : [{ ...side, schema }];
}

const valuesOf = schema =>
  'const' in schema ? [schema.const] : schema.enum ?? undefined;

const typeOfValue = value =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/**
 * What keeps `wide` from accepting everything that `narrow` describes, each
 * with its place. Both are `{schema, root}`; fields that only one knows are
 * free, as JSON Schema has it. What `narrow` marks `x-additive` is only given
 * to those who ask in a way that `wide` does not know.
 */
export function refusals(wide, narrow, place = '') {
  const others = branches(wide);
  const asked = branches(narrow).filter(one => !one.schema['x-additive']);
  return asked.flatMap(one => {
    const alike = others.filter(
      other => String(other.schema.type) === String(one.schema.type),
    );
    const tries = (alike.length > 0 ? alike : others).map(other =>
      refuseOne(other, one, place),
    );
    return tries.sort((a, b) => a.length - b.length)[0];
  });
}

function refuseOne(wide, narrow, place) {
  const w = wide.schema;
  const n = narrow.schema;
  const values = valuesOf(n);
  const allowed = valuesOf(w);
  if (allowed) {
    const extra = values?.filter(value => !allowed.includes(value));
    return extra?.length === 0
      ? []
      : [`${place}: ${values ? extra : 'any value'} is not among ${allowed}`];
  }
  const [wanted] = typesOf(w);
  const given =
    typesOf(n)[0] ??
    (values ? typeOfValue(values[0]) : n.properties && 'object');
  if (
    wanted &&
    given !== wanted &&
    !(wanted === 'number' && given === 'integer')
  ) {
    return [`${place}: ${given ?? 'anything'} is not ${wanted}`];
  }
  return [
    ...limits(w, n, place, values),
    ...fields(wide, narrow, place),
    ...(w.items
      ? refusals(
          { ...wide, schema: w.items },
          { ...narrow, schema: n.items },
          `${place}[]`,
        )
      : []),
  ];
}

function limits(w, n, place, values) {
  const stricter = (key, isStricter) =>
    w[key] !== undefined &&
    (n[key] === undefined || isStricter(w[key], n[key]));
  const found = [];
  for (const key of ['minimum', 'minLength', 'minItems', 'exclusiveMinimum']) {
    if (stricter(key, (a, b) => a > b)) found.push(key);
  }
  for (const key of ['maximum', 'maxLength', 'maxItems', 'exclusiveMaximum']) {
    if (stricter(key, (a, b) => a < b)) found.push(key);
  }
  for (const key of ['pattern', 'format']) {
    if (!values && stricter(key, (a, b) => a !== b)) found.push(key);
  }
  return found.map(key => `${place}: ${key} ${w[key]} is stricter`);
}

function fields(wide, narrow, place) {
  const { properties = {}, required = [], additionalProperties } = wide.schema;
  const known = narrow.schema.properties ?? {};
  const sure = narrow.schema.required ?? [];
  const problems = required
    .filter(name => !sure.includes(name))
    .map(name => `${place}.${name}: may be missing`);
  for (const [name, schema] of Object.entries(properties)) {
    if (known[name]) {
      problems.push(
        ...refusals(
          { ...wide, schema },
          { ...narrow, schema: known[name] },
          `${place}.${name}`,
        ),
      );
    }
  }
  if (additionalProperties === false) {
    problems.push(
      ...Object.keys(known)
        .filter(name => !properties[name])
        .map(name => `${place}.${name}: is not allowed`),
    );
  }
  return problems;
}
