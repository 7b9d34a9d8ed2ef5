import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { logs, root } from './paths.mjs';

/**
 * Runs a command to its end, its output in a log.
 * @returns {Promise<{code: number, output: string}>} the last 200 kB of it
 */
export async function run(name, command, args, options = {}) {
  await mkdir(logs, { recursive: true });
  const log = createWriteStream(join(logs, `${name}.log`));
  const child = spawn(command, args, {
    cwd: root,
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output = (output + chunk).slice(-200_000);
      log.write(chunk);
      options.onData?.(chunk);
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  log.end();
  return { code: code ?? 1, output };
}

/** Like {@link run}, but a failure is an error with the log's place. */
export async function must(name, command, args, options) {
  const result = await run(name, command, args, options);
  if (result.code !== 0) {
    const tail = result.output.trim().split('\n').slice(-15).join('\n');
    throw new Error(
      `${name} failed (exit code ${result.code}); see .local/log/${name}.log\n${tail}`,
    );
  }
  return result.output;
}
