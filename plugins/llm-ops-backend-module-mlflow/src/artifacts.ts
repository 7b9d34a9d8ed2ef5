import { NotFoundError } from '@backstage/errors';
import { CallOptions, RunArtifact } from '@llm-ops/plugin-llm-ops-node';
import { MlflowClient } from './client';
import { safeArtifactPath } from './map';
import { artifactsSchema } from './schemas';

/** Files and folders of a run, below `path`. */
export async function listArtifacts(
  client: MlflowClient,
  { runId, path, signal }: CallOptions & { runId: string; path?: string },
): Promise<RunArtifact[]> {
  const answer = await client.call(
    artifactsSchema,
    'GET',
    'artifacts/list',
    { run_id: runId, path: path && safeArtifactPath(path) },
    signal,
  );
  return (answer.files ?? []).map(file => ({
    path: file.path,
    isDirectory: file.is_dir ?? false,
    size: file.is_dir ? undefined : file.file_size,
    uri: `${answer.root_uri}/${file.path}`,
  }));
}

/** Bytes of one artifact. @throws NotFoundError */
export async function readArtifact(
  client: MlflowClient,
  { runId, path, signal }: CallOptions & { runId: string; path: string },
): Promise<ReadableStream<Uint8Array>> {
  const query = new URLSearchParams({
    path: safeArtifactPath(path),
    run_uuid: runId,
  });
  const response = await client.open(`/get-artifact?${query}`, { signal });
  if (!response.ok || !response.body) {
    throw new NotFoundError(`The run ${runId} has no artifact ${path}`);
  }
  return response.body;
}
