import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
import {
  JournalRun,
  PendingEntry,
  TrackingCaller,
  TrackingJournal,
} from '@llm-ops/plugin-llm-ops-node';
import express from 'express';
import { MlflowClient } from '../client';
import { MlflowProtocol } from './MlflowProtocol';

const JOB = '3f0c1a52-6a41-4e5c-9f6e-5d1f0f3a2b1c';
const EXPERIMENT = JOB.replaceAll('-', '');
const run = (own: Partial<JournalRun> = {}): JournalRun => ({
  id: 'a'.repeat(32),
  trackerId: 'b'.repeat(32),
  experimentId: '7',
  jobId: JOB,
  tool: 'mlflow',
  experimentName: 'smol-1',
  name: 'main',
  user: 'ann',
  status: 'RUNNING',
  startTime: 1,
  params: {},
  tags: {},
  metrics: [],
  datasets: [],
  inputModelIds: [],
  outputs: [],
  ...own,
});
const foreign = run({
  id: 'f'.repeat(32),
  trackerId: undefined,
  jobId: 'other',
});

describe('the gateway while MLflow is away', () => {
  let server: Server;
  let base: string;
  let caller: TrackingCaller | undefined;
  let pending: PendingEntry[];
  const appended: unknown[] = [];

  const journal: Partial<TrackingJournal> = {
    jobRun: async () => run(),
    runs: async () => [run()],
    findRun: async id =>
      [run(), foreign].find(one => [one.id, one.trackerId].includes(id)),
    append: async (_run, entries) => {
      appended.push(...entries);
    },
    pending: async (_job, kind) =>
      pending.filter(one => (one.entry.kind === 'file') === (kind === 'file')),
    readFile: async () => Readable.from('hello'),
    settle: async () => false,
  };

  beforeAll(async () => {
    const protocol = new MlflowProtocol(
      new Map([['mlflow', new MlflowClient({ url: 'http://127.0.0.1:9' })]]),
    );
    const app = express();
    app.use(
      '/mlflow',
      protocol.router({
        journal: journal as TrackingJournal,
        authorize: async () => {
          if (!caller) {
            throw new AuthenticationError('Who are you?');
          }
          return caller;
        },
        logger: mockServices.logger.mock(),
      }),
    );
    server = app.listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mlflow`;
  });

  beforeEach(() => {
    caller = { kind: 'job', jobId: JOB };
    pending = [];
    appended.splice(0);
  });

  afterAll(() => {
    server.close();
  });

  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${base}${path}`, {
      method,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, text, json, headers: response.headers };
  };
  const rest = (method: string, path: string, body?: unknown) =>
    ask(method, `/api/2.0/mlflow/${path}`, body);

  it('takes writes, by either id', async () => {
    for (const id of [run().id, run().trackerId]) {
      const point = { key: 'loss', value: 'NaN', timestamp: 1, step: 2 };
      const { status } = await rest('POST', 'runs/log-metric', {
        run_id: id,
        ...point,
      });
      expect(status).toBe(200);
    }
    expect(appended).toHaveLength(2);
  });

  it('searches in the journal, but cannot evaluate a filter', async () => {
    const asked = { experiment_ids: [EXPERIMENT] };
    const found = await rest('POST', 'runs/search', asked);
    expect(found.json.runs[0].info.run_id).toBe(run().id);
    const filtered = await rest('POST', 'runs/search', {
      ...asked,
      filter: 'metrics.loss < 1',
    });
    expect(filtered.status).toBe(503);
    expect(filtered.json.error_code).toBe('TEMPORARILY_UNAVAILABLE');
  });

  it('gives the points that wait, and says that some do', async () => {
    const entry = { kind: 'metric', key: 'loss', timestamp: 1 } as const;
    pending = [
      { runId: run().id, entry: { ...entry, value: 1, step: 1 } },
      { runId: run().id, entry: { ...entry, value: 2, step: 2, key: 'x' } },
    ];
    const { json, headers } = await rest(
      'GET',
      `metrics/get-history?run_id=${run().id}&metric_key=loss`,
    );
    expect(json.metrics).toEqual([
      { key: 'loss', value: 1, timestamp: 1, step: 1 },
    ]);
    expect(headers.get('x-llm-ops-pending-points')).toBe('2');
  });

  it('lists and gives files that wait', async () => {
    const file = { kind: 'file', key: 'k', size: 5 } as const;
    pending = [
      { runId: run().id, entry: { ...file, path: 'a/b.txt' } },
      { runId: run().id, entry: { ...file, path: 'c.txt' } },
    ];
    const { json } = await rest('GET', `artifacts/list?run_id=${run().id}`);
    expect(json.files).toEqual([
      { path: 'a', is_dir: true },
      { path: 'c.txt', is_dir: false, file_size: 5 },
    ]);
    const proxy = '/api/2.0/mlflow-artifacts/artifacts';
    const inside = `${EXPERIMENT}/${run().id}/artifacts`;
    const below = await ask('GET', `${proxy}?path=${inside}/a`);
    expect(below.json.files).toEqual([
      { path: 'b.txt', is_dir: false, file_size: 5 },
    ]);
    const content = await ask('GET', `${proxy}/${inside}/a/b.txt`);
    expect(content.text).toBe('hello');
    expect(content.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses a foreign run, everybody without identity, and writes of people', async () => {
    const body = { run_id: foreign.id, key: 'a', value: '1' };
    const denied = await rest('POST', 'runs/set-tag', body);
    expect([denied.status, denied.json.error_code]).toEqual([
      403,
      'PERMISSION_DENIED',
    ]);
    const own = { ...body, run_id: run().id };
    caller = { kind: 'user', readsAll: false, mayRead: async () => true };
    expect((await rest('POST', 'runs/set-tag', own)).status).toBe(403);
    expect((await rest('GET', `runs/get?run_id=${run().id}`)).status).toBe(200);
    expect((await rest('POST', 'runs/search', {})).status).toBe(403);
    caller = { kind: 'user', readsAll: false, mayRead: async () => false };
    expect((await rest('GET', `runs/get?run_id=${run().id}`)).status).toBe(404);
    caller = undefined;
    for (const path of ['/version', '/nothing', '/api/2.0/mlflow/runs/get']) {
      expect((await ask('GET', path)).status).toBe(401);
    }
    // Who is not known does not get a body read either.
    expect((await rest('POST', 'runs/set-tag', '{"broken')).status).toBe(401);
    expect(appended).toEqual([]);
  });

  it('keeps code that chooses an experiment of its own with its job', async () => {
    const { json } = await rest(
      'GET',
      'experiments/get-by-name?experiment_name=mine',
    );
    expect(json.experiment).toMatchObject({
      name: 'mine',
      experiment_id: EXPERIMENT,
    });
    const made = await rest('POST', 'experiments/create', { name: 'mine' });
    expect(made.json.experiment_id).toBe(EXPERIMENT);
  });
});
