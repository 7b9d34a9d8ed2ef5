import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetVersioningContract } from '@llm-ops/plugin-llm-ops-node/testUtils';
import { DvcVersioning } from './DvcVersioning';
import { Remote } from './Repository';

// Set by `npm test`, which installs DVC and starts the object store.
const command = process.env.LLM_OPS_DVC_COMMAND ?? '';
const stackFile = process.env.LLM_OPS_TEST_STACK_JSON ?? '';

jest.setTimeout(120_000);

describe('DvcVersioning', () => {
  let directory: string;
  let remote: Remote;
  let counter = 0;

  beforeAll(async () => {
    const { objectStore } = JSON.parse(await readFile(stackFile, 'utf8'));
    remote = {
      url: `s3://${objectStore.bucket}/dvc-test/${process.pid}-${Date.now()}`,
      endpoint: objectStore.endpoint,
      region: objectStore.region,
      accessKey: objectStore.accessKey,
      secretKey: objectStore.secretKey,
    };
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dvc-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const make = (folder: string, own: Partial<Remote> = {}) =>
    new DvcVersioning({
      id: 'dvc',
      environments: ['dev'],
      command,
      directory: folder,
      // Every provider has a remote of its own, as every portal has.
      remote: { ...remote, url: `${remote.url}/${(counter += 1)}`, ...own },
    });
  datasetVersioningContract(make);

  const file = async (content: string | Buffer, name = 'a.txt') => {
    const path = join(directory, `in-${(counter += 1)}`);
    await writeFile(path, content);
    return { name, path };
  };

  it('names the files that were added, removed and modified', async () => {
    const dvc = make(join(directory, 'tool'));
    const create = (files: { name: string; path: string }[]) =>
      dvc.createVersion({ datasetId: 'tree', files });
    const kept = await file('kept', 'sub/kept.txt');
    const one = await create([
      kept,
      await file('old', 'b.txt'),
      await file(Buffer.from([0, 1, 2]), 'gone.bin'),
    ]);
    const two = await create([
      kept,
      await file('new', 'b.txt'),
      await file('here', 'ünï cödé.txt'),
    ]);
    await expect(
      dvc.diff({
        datasetId: 'tree',
        baseVersionId: one.versionId,
        versionId: two.versionId,
      }),
    ).resolves.toMatchObject({
      addedFiles: ['ünï cödé.txt'],
      removedFiles: ['gone.bin'],
      modifiedFiles: ['b.txt'],
    });
    expect(two.storedBytes).toBe(Buffer.byteLength('newhere'));
  });

  it('brings a version back from the remote after the machine was lost', async () => {
    const tool = join(directory, 'tool');
    const own = { url: `${remote.url}/kept` };
    const { versionId } = await make(tool, own).createVersion({
      datasetId: 'tree',
      files: [await file('precious')],
    });
    await rm(tool, { recursive: true });
    const [restored] = await make(tool, own).checkout({
      datasetId: 'tree',
      versionId,
      directory: join(directory, 'out'),
    });
    expect(await readFile(restored.path, 'utf8')).toBe('precious');
  });

  it('gives out no file whose content is not what was stored', async () => {
    const tool = join(directory, 'tool');
    const dvc = make(tool);
    const { versionId } = await dvc.createVersion({
      datasetId: 'tree',
      files: [await file('whole')],
    });
    const { rows } = await dvc.preview({
      datasetId: 'tree',
      versionId,
      limit: 1,
    });
    const md5 = String(rows[0][2]);
    const cached = join(
      tool,
      ...['tree', '.dvc', 'cache', 'files', 'md5'],
      md5.slice(0, 2),
      md5.slice(2),
    );
    await rm(cached);
    await writeFile(cached, 'whoIe');
    await expect(
      dvc.checkout({
        datasetId: 'tree',
        versionId,
        directory: join(directory, 'out'),
      }),
    ).rejects.toThrow(/a.txt is corrupt/);
  });

  it.each(['sub/.dvcignore', 'model.dvc', '.git/config'])(
    'refuses %s, which DVC would leave out or take for its own',
    async name => {
      await expect(
        make(join(directory, 'tool')).createVersion({
          datasetId: 'tree',
          files: [await file('x', name)],
        }),
      ).rejects.toMatchObject({ name: 'InputError' });
    },
  );

  it('says that the remote or the command cannot be reached', async () => {
    await expect(
      make(join(directory, 'tool'), {
        endpoint: 'http://127.0.0.1:9',
      }).createVersion({ datasetId: 'tree', files: [await file('x')] }),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    const none = new DvcVersioning({
      id: 'dvc',
      environments: ['dev'],
      command: join(directory, 'no-dvc'),
      directory,
      remote,
    });
    await expect(none.probe()).resolves.toMatchObject({
      status: 'unavailable',
      message: expect.stringMatching(/llmOps.dvc.instances/),
    });
  });
});
