/**
 * A Hugging Face-compatible hub that serves a folder of model repositories.
 * Routes and fields as the official clients (@huggingface/hub, huggingface_hub)
 * use them; reading only.
 *
 * Usage: node server.mjs HOST PORT FOLDER
 * Tests inject faults with a file that HUB_FAULT_FILE names: while it says
 * corrupt or error, downloads are; while it says down, nothing answers.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listModels, readModel } from './repositories.mjs';

const [host, port, folder] = process.argv.slice(2);

/** The fault to inject now, if any. */
function currentFault() {
  const file = process.env.HUB_FAULT_FILE;
  return file && existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

function sendJson(response, status, body, headers = {}) {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

function fail(response, status, code, message) {
  sendJson(
    response,
    status,
    { error: message },
    { 'x-error-code': code, 'x-error-message': message },
  );
}

function describe(model) {
  const { card, config } = model;
  return {
    _id: createHash('sha1').update(model.id).digest('hex').slice(0, 24),
    id: model.id,
    modelId: model.id,
    author: model.id.split('/')[0],
    sha: model.commit,
    lastModified: model.modified,
    createdAt: model.modified,
    private: false,
    gated: false,
    disabled: false,
    downloads: 0,
    likes: 0,
    library_name: card.library_name,
    pipeline_tag: card.pipeline_tag,
    tags: [
      card.library_name,
      card.pipeline_tag,
      `license:${card.license}`,
    ].filter(Boolean),
    cardData: card,
    config: {
      architectures: config.architectures,
      model_type: config.model_type,
    },
    siblings: model.files.map(({ path }) => ({ rfilename: path })),
  };
}

async function sendFile(request, response, model, path) {
  const file = model.files.find(entry => entry.path === path);
  if (!file) {
    fail(response, 404, 'EntryNotFound', `Entry ${path} not found`);
    return;
  }
  const fault = currentFault();
  if (fault === 'error') {
    fail(response, 500, 'InternalError', 'Internal error');
    return;
  }
  const [, from, to] =
    /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = from === undefined ? 0 : Number(from);
  const end = to ? Math.min(Number(to), file.size - 1) : file.size - 1;
  const etag = `"${file.sha256 ?? file.oid}"`;
  response.writeHead(from === undefined ? 200 : 206, {
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    etag,
    'x-repo-commit': model.commit,
    'x-linked-size': file.size,
    'x-linked-etag': etag,
    ...(from !== undefined && {
      'content-range': `bytes ${start}-${end}/${file.size}`,
    }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file.place, { start, end });
  if (fault === 'corrupt' && file.sha256) {
    stream.on('data', chunk => {
      chunk[0] ^= 0xff;
      response.write(chunk);
    });
    stream.on('end', () => response.end());
  } else {
    stream.pipe(response);
  }
}

async function handle(request, response) {
  const url = new URL(request.url, 'http://hub');
  const path = decodeURIComponent(url.pathname);
  if (path === '/api/models') {
    const text = (url.searchParams.get('search') ?? '').toLowerCase();
    const limit = Number(url.searchParams.get('limit') ?? 500);
    const models = (await listModels(folder)).filter(m =>
      m.id.toLowerCase().includes(text),
    );
    sendJson(response, 200, models.slice(0, limit).map(describe));
    return;
  }
  const api =
    /^\/api\/models\/([^/]+\/[^/]+)(?:\/(revision|tree|refs|commits)(?:\/([^/]+))?(?:\/(.*))?)?$/.exec(
      path,
    );
  const resolve = /^\/([^/]+\/[^/]+)\/(?:resolve|raw)\/([^/]+)\/(.+)$/.exec(
    path,
  );
  const id = api?.[1] ?? resolve?.[1];
  if (!id) {
    fail(response, 404, 'NotFound', 'Not found');
    return;
  }
  const model = await readModel(folder, id, api?.[3] ?? resolve?.[2] ?? 'main');
  if (!model) {
    fail(response, 404, 'RepoNotFound', 'Repository not found');
    return;
  }
  if (resolve) {
    await sendFile(request, response, model, resolve[3]);
    return;
  }
  switch (api[2]) {
    case 'tree':
      sendJson(
        response,
        200,
        model.files.map(({ path: name, size, oid, sha256 }) => ({
          type: 'file',
          path: name,
          size,
          oid,
          ...(sha256 && { lfs: { oid: sha256, size, pointerSize: 134 } }),
        })),
      );
      return;
    case 'refs':
      sendJson(response, 200, {
        branches: [
          { name: 'main', ref: 'refs/heads/main', targetCommit: model.commit },
        ],
        tags: [],
        converts: [],
      });
      return;
    default:
      sendJson(response, 200, describe(model));
  }
}

createServer((request, response) => {
  if (currentFault() === 'down') {
    request.socket.destroy();
    return;
  }
  handle(request, response).catch(error => {
    console.error(error);
    if (!response.headersSent) {
      fail(response, 500, 'InternalError', 'Internal error');
    }
  });
}).listen(Number(port), host, () =>
  console.log(`hub on ${host}:${port}, ${folder}`),
);
