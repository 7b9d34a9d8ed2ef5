/** One table of operations for each tag, out of openapi.yaml. */
const INTRO = `# API

The API is \`/llm-ops/v1\`, also at \`/api/llm-ops/v1\`; its description for
machines is \`/llm-ops/v1/openapi.json\`. This page is generated from it.

## For every operation

- **Answer**: \`{status, message, data}\`. A failure of an old operation has the
  code of its success; \`Prefer: handling=strict\` asks for honest codes, which
  operations marked **h** always have. What does not fit is 422 with \`detail\`.
- **Lists**: \`limit\` (1 to 1000) or \`cursor\` ask for a page; \`page.next_cursor\`
  and the header \`Link: …; rel="next"\` lead to the next one. Records that come or
  go meanwhile neither repeat nor hide others. Without them a list is whole.
- **\`Idempotency-Key\`** on POST, PUT, PATCH and DELETE: the same key with the same
  request gets the first answer again, with \`Idempotency-Replayed: true\`; with
  another request it is 422, and while the first runs 409 with \`Retry-After\`.
  Failures of the portal or a tool are not kept. Files are compared by what their
  headers declare (\`Content-Length\`, \`Content-Digest\`). Answers are kept for 24 hours
  (\`llmOps.api.idempotencyHours\`); streamed answers are not kept.
- **\`ETag\`** on reads of one record: \`If-None-Match\` gets 304 when it is the same,
  \`If-Match\` on PUT, PATCH and DELETE 412 when it has changed. Fields that change by
  themselves (\`lastHealthCheck\`, \`queue\`) do not count.
- **\`Prefer: respond-async\`** where 202 is listed: what was queued is found at
  \`Location\`, with its progress.
- **\`X-Request-Id\`**: kept when given, in the answer and in the log.
`;

const cell = text => String(text).replace(/\|/g, '\\|').replace(/\s+/g, ' ');

function parameters(operation, components) {
  return (operation.parameters ?? [])
    .map(p => (p.$ref ? components.parameters[p.$ref.split('/').pop()] : p))
    .filter(p => p.in === 'query')
    .map(p => `\`${p.name}${p.required ? '*' : ''}\``)
    .join(', ');
}

/** Fields of a JSON body; those that are needed with a star. */
function fields(operation, components) {
  const content = operation.requestBody?.content ?? {};
  if (content['multipart/form-data']) {
    return 'files';
  }
  const given = content['application/json']?.schema;
  const schema = given?.$ref
    ? components.schemas[given.$ref.split('/').pop()]
    : given;
  return Object.keys(schema?.properties ?? {})
    .map(name => `\`${name}${schema.required?.includes(name) ? '*' : ''}\``)
    .join(', ');
}

/** The page docs/api.md. */
export function apiDocs({ paths, components }) {
  const byTag = new Map();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [tag = 'other'] = operation.tags ?? [];
      const marks = [
        operation['x-open'] && 'open',
        operation['x-honest'] && 'h',
      ].filter(Boolean);
      const row = [
        `\`${method.toUpperCase()} ${path}\``,
        operation.summary ?? '',
        [parameters(operation, components), fields(operation, components)]
          .filter(Boolean)
          .join('; '),
        [
          ...Object.keys(operation.responses).filter(
            code => code !== 'default',
          ),
          ...marks,
        ].join(' '),
      ];
      byTag.set(tag, [...(byTag.get(tag) ?? []), row]);
    }
  }
  const table = rows =>
    [['Operation', 'Does', 'Takes (needed with a star)', 'Answers'], ...rows]
      .map(cells => `| ${cells.map(cell).join(' | ')} |`)
      .toSpliced(1, 0, '| --- | --- | --- | --- |')
      .join('\n');
  return [...byTag].reduce(
    (page, [tag, rows]) => `${page}\n## ${tag}\n\n${table(rows)}\n`,
    INTRO,
  );
}
