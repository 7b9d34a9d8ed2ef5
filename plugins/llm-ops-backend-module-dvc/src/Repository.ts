import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  mkdir,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  CallOptions,
  S3ObjectStore,
  unavailable,
} from '@llm-ops/plugin-llm-ops-node';
import { Tree } from './tree';

const run = promisify(execFile);

/** Longest a DVC command may take, in milliseconds: an hour. */
const COMMAND_MS = 3_600_000;
/** Output that is kept of a command, in bytes. */
const OUTPUT_BYTES = 16 * 1024 * 1024;
/** How DVC names a folder's content: MD5 of its manifest. */
const VERSION_ID = /^[0-9a-f]{32}\.dir$/;

export interface Remote {
  url: string;
  endpoint?: string;
  region?: string;
  accessKey: string;
  secretKey: string;
}

/** What a DVC command said; DVC writes its errors to either stream. */
function wordsOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as {
    stdout?: string;
    stderr?: string;
  };
  return `${stderr}\n${stdout}`
    .split('\n')
    .filter(line => line.trim() && !line.includes('Having any troubles'))
    .join(' ')
    .replace(/^ERROR: /, '')
    .trim();
}

/**
 * One data set's DVC repository without Git: the folder `data`, the cache,
 * and the remote that keeps every version.
 */
export class Repository {
  readonly folder: string;
  readonly #command: string;
  readonly #remote: Remote;
  readonly #name: string;

  constructor(options: {
    command: string;
    folder: string;
    name: string;
    remote: Remote;
  }) {
    this.#command = options.command;
    this.folder = options.folder;
    this.#name = options.name;
    this.#remote = options.remote;
  }

  /** The folder whose content becomes a version. */
  get data(): string {
    return join(this.folder, 'data');
  }

  /** Makes the repository if it is not there, and empties `data`. */
  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const { endpoint, region, url } = this.#remote;
    const made = await access(join(this.folder, '.dvc', 'config')).then(
      () => true,
      () => false,
    );
    if (!made) {
      await this.dvc(['init', '--no-scm', '--force', '--quiet']);
    }
    await writeFile(
      join(this.folder, '.dvc', 'config'),
      [
        '[core]',
        '    no_scm = True',
        '    analytics = false',
        '    remote = store',
        '[cache]',
        // Versions are kept in the cache; `data` only passes through.
        '    type = hardlink,copy',
        `['remote "store"']`,
        `    url = ${url.replace(/\/$/, '')}/${this.#name}`,
        ...(endpoint ? [`    endpointurl = ${endpoint}`] : []),
        ...(region ? [`    region = ${region}`] : []),
        '',
      ].join('\n'),
    );
    await rm(this.data, { recursive: true, force: true });
  }

  /** Stores what lies in `data`, here and in the remote. */
  async commit(options: CallOptions): Promise<string> {
    await this.dvc(['add', '--quiet', 'data'], options);
    const outs = await readFile(join(this.folder, 'data.dvc'), 'utf8');
    const id = /^- md5: (\S+)$/m.exec(outs)?.[1];
    if (!id || !VERSION_ID.test(id)) {
      throw new Error(`DVC wrote no version of a folder: ${outs}`);
    }
    await this.dvc(['push'], options);
    await rm(this.data, { recursive: true, force: true });
    return id;
  }

  /**
   * Files of a version, which are in the cache afterwards.
   * @throws NotFoundError when there is no such version
   */
  async tree(versionId: string, options: CallOptions = {}): Promise<Tree> {
    if (!VERSION_ID.test(versionId)) {
      throw this.#noVersion(versionId);
    }
    const held = await this.#held(versionId);
    if (held) {
      return held;
    }
    await this.prepare();
    await writeFile(
      join(this.folder, 'data.dvc'),
      `outs:\n- md5: ${versionId}\n  hash: md5\n  path: data\n`,
    );
    const failure = await this.dvc(['fetch'], options).catch(error => error);
    const fetched = await this.#held(versionId);
    if (!fetched) {
      throw failure instanceof ServiceUnavailableError
        ? failure
        : this.#noVersion(versionId);
    }
    return fetched;
  }

  /** MD5 of every file the cache holds. */
  async cached(): Promise<Set<string>> {
    const root = join(this.folder, '.dvc', 'cache', 'files', 'md5');
    const entries = await readdir(root, { recursive: true }).catch(() => []);
    return new Set(
      entries.map(entry => entry.replace('/', '')).filter(n => n.length === 32),
    );
  }

  /** Where the cache keeps a file. */
  cachePath(md5: string): string {
    return join(
      this.folder,
      ...['.dvc', 'cache', 'files', 'md5'],
      md5.slice(0, 2),
      md5.slice(2),
    );
  }

  /** Removes every version, here and in the remote. */
  async remove(): Promise<void> {
    const { endpoint, region, accessKey, secretKey } = this.#remote;
    const { host: bucket, pathname } = new URL(this.#remote.url);
    const folder = [...pathname.split('/').filter(Boolean), this.#name];
    await new S3ObjectStore({
      endpoint: endpoint ?? `https://s3.${region ?? 'us-east-1'}.amazonaws.com`,
      region: region ?? 'us-east-1',
      bucket,
      accessKey,
      secretKey,
    }).removePrefix(`${folder.join('/')}/`);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs DVC in the repository. */
  async dvc(args: string[], options: CallOptions = {}): Promise<string> {
    try {
      const { stdout } = await run(this.#command, args, {
        cwd: this.folder,
        signal: options.signal,
        timeout: COMMAND_MS,
        maxBuffer: OUTPUT_BYTES,
        env: {
          PATH: `${dirname(this.#command)}:${process.env.PATH}`,
          HOME: this.folder,
          DVC_NO_ANALYTICS: '1',
          AWS_ACCESS_KEY_ID: this.#remote.accessKey,
          AWS_SECRET_ACCESS_KEY: this.#remote.secretKey,
          AWS_MAX_ATTEMPTS: '2',
        },
      });
      return stdout;
    } catch (error) {
      const words = wordsOf(error);
      if ((error as { code?: string }).code === 'ENOENT') {
        throw unavailable('DVC', this.#command, 'there is no such command');
      }
      if (/connect|endpoint|timed? ?out/i.test(words)) {
        throw unavailable("DVC's remote", this.#remote.url, words);
      }
      if (/lock/i.test(words)) {
        throw new ServiceUnavailableError(
          `Another process works on this data set's DVC repository: ${words}`,
        );
      }
      throw new Error(`dvc ${args[0]} failed: ${words}`, { cause: error });
    }
  }

  /** The manifest and all of its files, if the cache has them. */
  async #held(versionId: string): Promise<Tree | undefined> {
    const manifest = await readFile(this.cachePath(versionId), 'utf8').catch(
      () => undefined,
    );
    if (manifest === undefined) {
      return undefined;
    }
    const md5 = createHash('md5').update(manifest).digest('hex');
    if (`${md5}.dir` !== versionId) {
      await rm(this.cachePath(versionId));
      return undefined;
    }
    const tree: Tree = new Map(
      (JSON.parse(manifest) as { md5: string; relpath: string }[]).map(
        ({ md5: content, relpath }) => [relpath, content],
      ),
    );
    const there = await this.cached();
    return [...tree.values()].every(content => there.has(content))
      ? tree
      : undefined;
  }

  #noVersion(versionId: string): NotFoundError {
    return new NotFoundError(
      `There is no version ${versionId} of this data set`,
    );
  }
}
