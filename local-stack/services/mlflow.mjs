import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { venv } from '../lib/paths.mjs';
import { BUCKETS } from './object-store.mjs';

/** The MLflow tracking server: runs in SQLite, artifacts in the object store; it answers to the names of `hosts` too. */
export async function mlflow({
  stateDir,
  host,
  port,
  storeUrl,
  secrets,
  hosts = [],
}) {
  const data = join(stateDir, 'mlflow');
  await mkdir(data, { recursive: true });
  return {
    name: 'mlflow',
    command: join(venv('mlflow'), 'bin', 'mlflow'),
    args: [
      'server',
      '--host',
      host,
      '--port',
      String(port),
      '--workers',
      '1',
      '--backend-store-uri',
      `sqlite:///${join(data, 'mlflow.db')}`,
      '--serve-artifacts',
      '--artifacts-destination',
      `s3://${BUCKETS.mlflow}/`,
      '--allowed-hosts',
      [`${host}:${port}`, `localhost:${port}`, ...hosts].join(),
    ],
    cwd: data,
    env: {
      PATH: `${join(venv('mlflow'), 'bin')}:${process.env.PATH}`,
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
      MLFLOW_DISABLE_TELEMETRY: 'true',
      MLFLOW_S3_ENDPOINT_URL: storeUrl,
      AWS_ACCESS_KEY_ID: secrets.accessKey,
      AWS_SECRET_ACCESS_KEY: secrets.secretKey,
      AWS_DEFAULT_REGION: 'us-east-1',
    },
    readySeconds: 180,
    ready: async () => (await fetch(`http://${host}:${port}/health`)).ok,
  };
}
