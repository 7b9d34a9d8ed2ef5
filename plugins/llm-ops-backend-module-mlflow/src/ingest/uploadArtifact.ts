import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '@backstage/errors';
import { unavailable } from '@llm-ops/plugin-llm-ops-node';
import { MlflowClient } from '../client';

/**
 * Streams a file to MLflow's server, with its length, which the server needs
 * to see the body's end.
 * @param path - encoded, below the root of all artifacts
 */
export async function uploadArtifact(
  client: MlflowClient,
  path: string,
  {
    size,
    body,
    signal,
  }: { size: number; body: Readable; signal?: AbortSignal },
): Promise<void> {
  const url = new URL(
    `${client.url}/api/2.0/mlflow-artifacts/artifacts/${path}`,
  );
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  let status = 0;
  try {
    const sent = send(url, {
      method: 'PUT',
      headers: {
        ...client.headers(),
        'content-type': 'application/octet-stream',
        'content-length': size,
      },
      signal,
    });
    const answered = new Promise<void>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', response => {
        status = response.statusCode ?? 0;
        response.resume().on('end', resolve).on('error', reject);
      });
    });
    await Promise.all([pipeline(body, sent), answered]);
  } catch (error) {
    body.destroy();
    throw unavailable('MLflow', client.url, error);
  }
  if (status >= 400 && status < 500 && status !== 429) {
    throw new InputError(`MLflow answered ${status} to the file`);
  }
  if (status !== 200) {
    throw unavailable('MLflow', client.url, `it answered ${status}`);
  }
}
