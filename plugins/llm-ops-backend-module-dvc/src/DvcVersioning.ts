import { constants, copyFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  CallOptions,
  DatasetDiff,
  DatasetFile,
  DatasetVersioning,
  Environment,
  Lanes,
  ProviderInstance,
  StoredVersion,
  ToolHealth,
} from '@llm-ops/plugin-llm-ops-node';
import { describe, Facts, factsOf } from './facts';
import { Remote, Repository } from './Repository';
import { compareTrees } from './tree';

/** How long a version that DVC reported is believed; starting it takes a second. */
const VERSION_MS = 3_600_000;

/** Names DVC keeps for itself or leaves out without a word. */
const RESERVED = /(^|\/)(\.dvc|\.git|\.hg)(\/|$)|(^|\/)\.dvcignore$|\.dvc$/;

const place = (path: string) => mkdir(dirname(path), { recursive: true });

/** @throws Error naming a file whose content is not what DVC recorded */
function verify(name: string, md5: string, facts: Facts): Facts {
  if (facts.md5 !== md5) {
    throw new Error(
      `${name} is corrupt in DVC's cache: its MD5 is ${facts.md5}, not ${md5}; remove the cache of this data set, and it is fetched again`,
    );
  }
  return facts;
}

/**
 * {@link DatasetVersioning} of file trees over DVC, one repository a data
 * set. A version's id is DVC's own hash of the folder, so the same files are
 * the same version, and a replay finds its own work.
 */
export class DvcVersioning implements DatasetVersioning {
  readonly name = 'dvc';
  readonly supports = { rowDiff: false, formats: ['*'] };
  readonly instance: ProviderInstance;
  readonly #options: { command: string; directory: string; remote: Remote };
  readonly #lanes = new Lanes();
  #reported?: { version: string; at: number };

  constructor(options: {
    id: string;
    environments: readonly Environment[];
    command: string;
    directory: string;
    remote: Remote;
  }) {
    this.#options = options;
    this.instance = {
      id: options.id,
      tool: 'dvc',
      environments: options.environments,
      supportedVersions: '>=3.50 <4',
      upgradePath:
        'Install dvc[s3] 3.50 or later where llmOps.dvc.command points; its repositories need no change',
    };
  }

  async probe(options: CallOptions = {}): Promise<ToolHealth> {
    const checkedAt = new Date().toISOString();
    try {
      await mkdir(this.#options.directory, { recursive: true });
      if (!this.#reported || Date.now() - this.#reported.at > VERSION_MS) {
        const version = await this.#repository('.').dvc(['--version'], options);
        this.#reported = { version: version.trim(), at: Date.now() };
      }
      return {
        status: 'healthy',
        message: 'Answers as a command; its remote is the object store',
        version: this.#reported.version,
        checkedAt,
      };
    } catch (error) {
      return {
        status: 'unavailable',
        message: `${
          (error as Error).message
        }; set llmOps.dvc.instances[].command`,
        checkedAt,
      };
    }
  }

  createVersion(
    options: CallOptions & { datasetId: string; files: DatasetFile[] },
  ): Promise<StoredVersion> {
    return this.#work(options.datasetId, async repository => {
      if (options.files.length === 0) {
        throw new InputError('A version needs at least one file');
      }
      const reserved = options.files.find(file => RESERVED.test(file.name));
      if (reserved) {
        throw new InputError(
          `'${reserved.name}' cannot be versioned: DVC keeps such names for itself; rename the file or leave it out`,
        );
      }
      await repository.prepare();
      const known = await repository.cached();
      const facts = new Map<string, Facts>();
      for (const file of options.files) {
        const target = join(repository.data, file.name);
        await place(target);
        await copyFile(file.path, target, constants.COPYFILE_FICLONE);
        facts.set(file.name, await factsOf(target));
      }
      return describe(await repository.commit(options), facts, known);
    });
  }

  remove(options: { datasetId: string }): Promise<void> {
    return this.#lanes.run(options.datasetId, async () => {
      const repository = this.#repository(options.datasetId);
      await repository.remove();
    });
  }

  diff(
    options: CallOptions & {
      datasetId: string;
      baseVersionId: string;
      versionId: string;
    },
  ): Promise<DatasetDiff> {
    return this.#work(options.datasetId, async repository =>
      compareTrees(
        await repository.tree(options.baseVersionId, options),
        await repository.tree(options.versionId, options),
      ),
    );
  }

  /** The files themselves are the rows: path, bytes, MD5. */
  preview(
    options: CallOptions & {
      datasetId: string;
      versionId: string;
      limit: number;
    },
  ) {
    return this.#work(options.datasetId, async repository => {
      const tree = await repository.tree(options.versionId, options);
      const shown = [...tree.keys()].sort().slice(0, Math.floor(options.limit));
      const rows = shown.map(async path => {
        const md5 = tree.get(path)!;
        return [path, (await stat(repository.cachePath(md5))).size, md5];
      });
      return {
        columns: [
          { name: 'path', type: 'VARCHAR' },
          { name: 'bytes', type: 'BIGINT' },
          { name: 'md5', type: 'VARCHAR' },
        ],
        rows: await Promise.all(rows),
        totalRows: tree.size,
      };
    });
  }

  checkout(
    options: CallOptions & {
      datasetId: string;
      versionId: string;
      directory: string;
    },
  ): Promise<DatasetFile[]> {
    return this.#work(options.datasetId, async repository => {
      const tree = await repository.tree(options.versionId, options);
      const files: DatasetFile[] = [];
      for (const name of [...tree.keys()].sort()) {
        const path = join(options.directory, name);
        await place(path);
        await copyFile(
          repository.cachePath(tree.get(name)!),
          path,
          constants.COPYFILE_FICLONE,
        );
        verify(name, tree.get(name)!, await factsOf(path));
        files.push({ name, path });
      }
      return files;
    });
  }

  restore(
    options: CallOptions & { datasetId: string; versionId: string },
  ): Promise<StoredVersion> {
    return this.#work(options.datasetId, async repository => {
      const tree = await repository.tree(options.versionId, options);
      const facts = new Map<string, Facts>();
      for (const [name, md5] of tree) {
        facts.set(
          name,
          verify(name, md5, await factsOf(repository.cachePath(md5))),
        );
      }
      return describe(options.versionId, facts, new Set(tree.values()));
    });
  }

  #repository(datasetId: string): Repository {
    return new Repository({
      command: this.#options.command,
      remote: this.#options.remote,
      folder: join(this.#options.directory, datasetId),
      name: datasetId,
    });
  }

  async #work<T>(
    datasetId: string,
    work: (repository: Repository) => Promise<T>,
  ): Promise<T> {
    if (!/^[\w-][\w.-]*$/.test(datasetId)) {
      throw new NotFoundError(`There is no data set ${datasetId}`);
    }
    return this.#lanes.run(datasetId, () => work(this.#repository(datasetId)));
  }
}
