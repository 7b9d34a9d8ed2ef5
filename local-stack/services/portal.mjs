import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  duckdbExtensions,
  dvcCommand,
  nodeBin,
  portalEnv,
  root,
  venv,
} from '../lib/paths.mjs';
import { BUCKETS } from './object-store.mjs';

const docsDir = stateDir => join(stateDir, 'docs');

/** Copies the documentation to where TechDocs builds it from. */
export async function stageDocs(stateDir) {
  const target = docsDir(stateDir);
  await rm(target, { recursive: true, force: true });
  for (const name of ['catalog-info.yaml', 'mkdocs.yml', 'docs']) {
    await cp(join(root, name), join(target, name), { recursive: true });
  }
}

/** What the portal's configuration reads from its environment. */
export function portalEnvironment({ stateDir, stack, secrets }) {
  const url = new URL(stack.portal.url);
  return portalEnv({
    NODE_ENV: 'development',
    // TechDocs runs mkdocs.
    PATH: `${join(venv('techdocs'), 'bin')}:${portalEnv().PATH}`,
    // glibc keeps an arena a thread; two are enough and give memory back.
    MALLOC_ARENA_MAX: '2',
    LLM_OPS_BASE_URL: stack.portal.url,
    LLM_OPS_APP_URL: stack.portal.url,
    LLM_OPS_LISTEN_HOST: url.hostname,
    LLM_OPS_LISTEN_PORT: url.port,
    LLM_OPS_MLFLOW_URL: stack.mlflow.url,
    LLM_OPS_S3_ENDPOINT: stack.objectStore.endpoint,
    LLM_OPS_S3_BUCKET: BUCKETS.portal,
    LLM_OPS_S3_ACCESS_KEY: secrets.accessKey,
    LLM_OPS_S3_SECRET_KEY: secrets.secretKey,
    LLM_OPS_S3_REGION: 'us-east-1',
    LLM_OPS_HUB_URL: stack.hub.url,
    LLM_OPS_POD_PORTAL_URL: stack.forPods.portal,
    LLM_OPS_KUBECONFIG: stack.cluster.kubeconfig,
    LLM_OPS_DATA_DIR: join(stateDir, 'portal'),
    LLM_OPS_DUCKDB_EXTENSIONS: duckdbExtensions,
    LLM_OPS_DOCS_DIR: docsDir(stateDir),
    LLM_OPS_DVC_COMMAND: dvcCommand,
    LLM_OPS_CHECK_RESPONSES: process.env.LLM_OPS_CHECK_RESPONSES ?? 'false',
    LLM_OPS_ADMIN_TOKEN: secrets.adminToken,
    LLM_OPS_PROXY_SECRET: secrets.proxySecret,
    BACKEND_SECRET: secrets.backend,
    ...(stack.postgres && {
      POSTGRES_HOST: stack.postgres.host,
      POSTGRES_PORT: String(stack.postgres.port),
      POSTGRES_USER: stack.postgres.user,
      POSTGRES_PASSWORD: stack.postgres.password,
    }),
  });
}

/** Arguments that name the layers of the configuration. */
export function portalConfigs(stack) {
  const names = [
    'app-config.yaml',
    'app-config.dev.yaml',
    'app-config.local-stack.yaml',
    ...(stack.postgres ? ['app-config.postgres.yaml'] : []),
  ];
  return names.flatMap(name => ['--config', join(root, name)]);
}

/** The portal: server and pages on one port. */
export async function portal(options) {
  const { stateDir, stack } = options;
  await mkdir(join(stateDir, 'portal'), { recursive: true });
  await stageDocs(stateDir);
  return {
    name: 'portal',
    command: join(nodeBin, 'node'),
    args: [
      // Keep the portal below its goal of 700 MB; docs/performance.md.
      '--max-old-space-size=448',
      '--max-semi-space-size=4',
      '--optimize-for-size',
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      join(root, 'packages', 'backend', 'src', 'index.ts'),
      ...portalConfigs(stack),
    ],
    cwd: join(root, 'packages', 'backend'),
    env: portalEnvironment(options),
    readySeconds: 180,
    ready: async () => {
      const ready = await fetch(
        `${stack.portal.url}/.backstage/health/v1/readiness`,
      );
      return (
        ready.ok && (await fetch(`${stack.portal.url}/llm-ops/v1/health`)).ok
      );
    },
  };
}
