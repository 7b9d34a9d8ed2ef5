import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bin } from '../lib/paths.mjs';

/** Buckets; folders of the store's POSIX backend. */
export const BUCKETS = { portal: 'llm-ops', mlflow: 'llm-ops-mlflow' };

/** The S3-compatible object store. */
export async function objectStore({ stateDir, host, port, secrets }) {
  const data = join(stateDir, 'object-store');
  for (const bucket of Object.values(BUCKETS)) {
    await mkdir(join(data, bucket), { recursive: true });
  }
  return {
    name: 'object-store',
    command: bin('versitygw'),
    args: ['--port', `${host}:${port}`, '--health', '/health', 'posix', data],
    env: {
      ROOT_ACCESS_KEY: secrets.accessKey,
      ROOT_SECRET_KEY: secrets.secretKey,
    },
    ready: async () => (await fetch(`http://${host}:${port}/health`)).ok,
  };
}
