import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of this checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Everything that is downloaded or produced; ignored by git. */
export const local = join(root, '.local');
/** Six hex digits that tell the checkout at a place from others on the machine. */
export const checkoutIdOf = place =>
  createHash('sha256').update(place).digest('hex').slice(0, 6);
export const checkoutId = checkoutIdOf(root);

export const nodeHome = join(local, 'node');
export const nodeBin = join(nodeHome, 'bin');
export const venv = name => join(local, 'venv', name);
export const dvcCommand = join(venv('dvc'), 'bin', 'dvc');
export const bin = name => join(local, 'bin', name);
export const logs = join(local, 'log');
/** Folder with the DuckLake extension of DuckDB. */
export const duckdbExtensions = join(local, 'duckdb');

/** State of one running stack: `stack` for npm start, `test` for npm test. */
export const stateDir = instance => join(local, instance);

/** Environment in which the portal's own tools run. */
export function portalEnv(extra = {}) {
  return {
    ...process.env,
    PATH: `${nodeBin}:${process.env.PATH}`,
    npm_config_nodedir: nodeHome,
    YARN_ENABLE_TELEMETRY: '0',
    ...extra,
  };
}
