import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotFoundError } from '@backstage/errors';
import {
  FileEntry,
  isUnavailable,
  unavailable,
} from '@llm-ops/plugin-llm-ops-node';
import { z } from 'zod';
import { jobOf, runIdOf, runOf } from './access';
import { ArtifactPlace, artifactPath, place, placeOf } from './paths';
import { Call, Endpoint } from './types';
import { optionalText } from './values';

const PROXY = '/api/2.0/mlflow-artifacts/artifacts';

interface WireFile {
  path: string;
  is_dir: boolean;
  file_size?: number;
}

const listSchema = z.object({
  files: z
    .array(
      z.object({
        path: z.string(),
        is_dir: z.boolean().default(false),
        file_size: z.coerce.number().optional(),
      }),
    )
    .default([]),
});

/** The encoded path that follows the proxy's own, as it was sent. */
function sentPath(call: Call): string {
  const [path] = call.request.originalUrl.split('?');
  return artifactPath(path.slice(path.indexOf(PROXY) + PROXY.length + 1));
}

/** Files of a place that MLflow does not have yet. */
async function waiting(call: Call, at: ArtifactPlace): Promise<FileEntry[]> {
  const pending = await call.journal.pending(at.run.jobId, 'file');
  return pending
    .filter(one => one.runId === at.run.id)
    .map(one => one.entry as FileEntry)
    .filter(file => file.modelId === at.model?.id);
}

/** What waits directly below a path: files and folders. */
function below(files: FileEntry[], path: string): WireFile[] {
  const prefix = path ? `${path}/` : '';
  return files
    .filter(file => file.path.startsWith(prefix))
    .map(file => {
      const [name, ...deeper] = file.path.slice(prefix.length).split('/');
      return deeper.length > 0
        ? { path: name, is_dir: true }
        : { path: name, is_dir: false, file_size: file.size };
    });
}

/** Files and folders below a place, MLflow's and those that wait. */
async function listed(call: Call, at: ArtifactPlace): Promise<WireFile[]> {
  await call.journal.settle(at.run.jobId);
  const found = new Map<string, WireFile>();
  const now = await placeAgain(call, at);
  if (now.forwarded) {
    const client = call.client(at.run.tool);
    const query = new URLSearchParams({ path: now.forwarded });
    try {
      const answer = await client.open(`${PROXY}?${query}`);
      const { files } = answer.ok
        ? listSchema.parse(await answer.json())
        : { files: [] };
      files.forEach(file => found.set(file.path, file));
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
    }
  }
  below(await waiting(call, now), at.path).forEach(file =>
    found.set(file.path, file),
  );
  return [...found.values()];
}

/** The place with the ids MLflow may have given meanwhile. */
async function placeAgain(call: Call, at: ArtifactPlace) {
  const run = await call.journal.findRun(at.run.id);
  const model = at.model && (await call.journal.findModel(at.model.id));
  return place(run ?? at.run, at.path, model);
}

async function listOfRun(call: Call) {
  const path = optionalText(call.input.path, 'path');
  const run = await runOf(call, runIdOf(call));
  const at = place(run, path ? artifactPath(path) : '');
  const root = place(run, '').forwarded ?? `${run.jobId}/${run.id}/artifacts`;
  return {
    root_uri: `mlflow-artifacts:/${root}`,
    files: (await listed(call, at)).map(file => ({
      ...file,
      path: at.path ? `${at.path}/${file.path}` : file.path,
    })),
  };
}

async function listOfProxy(call: Call) {
  const path = optionalText(call.input.path, 'path') ?? '';
  const at = await placeOf(call, artifactPath(path));
  return { files: await listed(call, at) };
}

async function upload(call: Call) {
  jobOf(call);
  const at = await placeOf(call, sentPath(call));
  if (!at.path) {
    throw new NotFoundError('The path of the file is missing');
  }
  const length = call.request.headers['content-length'];
  await call.journal.putFile(at.run, {
    path: at.path,
    modelId: at.model?.id,
    size: length === undefined ? undefined : Number(length),
    body: call.request,
  });
  return {};
}

/** A file that waits comes from the object store, any other from MLflow. */
async function download(call: Call) {
  const at = await placeOf(call, sentPath(call));
  const files = await waiting(call, at);
  const file = files.filter(one => one.path === at.path).pop();
  if (file) {
    const body = await call.journal.readFile(file.key);
    call.response.set('content-length', String(file.size));
    await send(call, body);
    return undefined;
  }
  const now = await placeAgain(call, at);
  if (!now.forwarded) {
    throw new NotFoundError(`There is no artifact ${at.path}`);
  }
  const client = call.client(at.run.tool);
  const gone = new AbortController();
  call.response.on('close', () => gone.abort());
  const encoded = now.forwarded.split('/').map(encodeURIComponent).join('/');
  const found = await fetch(`${client.url}${PROXY}/${encoded}`, {
    headers: client.headers(),
    signal: gone.signal,
  }).catch(error => {
    throw unavailable('MLflow', client.url, error);
  });
  if (!found.ok || !found.body) {
    await found.body?.cancel();
    if (found.status >= 500 && found.status !== 500) {
      throw unavailable('MLflow', client.url, `it answered ${found.status}`);
    }
    throw new NotFoundError(`There is no artifact ${at.path}`);
  }
  const length = found.headers.get('content-length');
  if (length) {
    call.response.set('content-length', length);
  }
  await send(call, Readable.fromWeb(found.body as never));
  return undefined;
}

async function send({ response }: Call, body: Readable): Promise<void> {
  response.set('content-type', 'application/octet-stream');
  response.set('x-content-type-options', 'nosniff');
  response.set('content-disposition', 'attachment');
  await pipeline(body, response);
}

/** Below `/api/2.0/mlflow`. */
export const artifactEndpoints: Endpoint[] = [
  { method: 'get', path: '/artifacts/list', people: true, handle: listOfRun },
];

/** Below `/api/2.0/mlflow-artifacts`. */
export const proxyEndpoints: Endpoint[] = [
  { method: 'get', path: '/artifacts', people: true, handle: listOfProxy },
  { method: 'get', path: '/artifacts/*', people: true, handle: download },
  { method: 'put', path: '/artifacts/*', stream: true, handle: upload },
];
