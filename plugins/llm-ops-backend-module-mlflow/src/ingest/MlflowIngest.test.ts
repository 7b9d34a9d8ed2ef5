import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { RunItem } from '@llm-ops/plugin-llm-ops-node';
import { MlflowClient } from '../client';
import { toBatchBody, toSteps } from './batches';
import { MlflowIngest } from './MlflowIngest';

const point = (step: number, key = 'loss'): RunItem => ({
  kind: 'metric',
  key,
  value: step,
  timestamp: step,
  step,
});
const param = (key: string): RunItem => ({ kind: 'param', key, value: 'x' });

describe('toSteps', () => {
  it('puts as much together as MLflow takes, and keeps the order', () => {
    const items = Array.from({ length: 1_200 }, (_, i) => point(i));
    const steps = toSteps(items);
    expect(steps.map(s => s.kind === 'batch' && s.items.length)).toEqual([
      500, 500, 200,
    ]);
    expect(steps.flatMap(s => (s.kind === 'batch' ? s.items : []))).toEqual(
      items,
    );
  });

  it('lets nothing pass what is not in a batch', () => {
    const untag: RunItem = { kind: 'untag', key: 'a' };
    const tag: RunItem = { kind: 'tag', key: 'a', value: '1' };
    expect(toSteps([tag, untag, tag]).map(s => s.kind)).toEqual([
      'batch',
      'single',
      'batch',
    ]);
  });

  it('keeps below 100 parameters and 1 MB', () => {
    const params = Array.from({ length: 101 }, (_, i) => param(`p${i}`));
    expect(toSteps(params)).toHaveLength(2);
    const big: RunItem[] = Array.from({ length: 200 }, (_, i) => ({
      kind: 'tag',
      key: `t${i}`,
      value: 'x'.repeat(8_000),
    }));
    for (const step of toSteps(big)) {
      const sent = step.kind === 'batch' ? step.items : [];
      const body = JSON.stringify(toBatchBody('r', sent));
      expect(body.length).toBeLessThan(1_000_000);
    }
  });

  it('sends of two equal tags the later one', () => {
    const tag = (value: string) => ({ kind: 'tag' as const, key: 'a', value });
    expect(toBatchBody('r', [tag('1'), tag('2')]).tags).toEqual([
      { key: 'a', value: '2' },
    ]);
  });
});

describe('MlflowIngest', () => {
  let server: Server;
  let ingest: MlflowIngest;
  let answer: (path: string, body: any) => { status?: number; json?: object };
  const calls: { path: string; body: any }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString();
      const path = request.url!.replace('/api/2.0/mlflow/', '');
      const body = text.startsWith('{') ? JSON.parse(text) : text;
      calls.push({ path, body });
      const { status = 200, json = {} } = answer(path, body);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    ingest = new MlflowIngest(
      new MlflowClient({ url: `http://127.0.0.1:${port}` }),
    );
  });

  beforeEach(() => calls.splice(0));
  afterAll(() => {
    server.close();
  });

  const refuse = (code: string, message = 'no') => ({
    status: 400,
    json: { error_code: code, message },
  });

  it('finds the one bad item of a batch and delivers all others', async () => {
    const taken: number[] = [];
    answer = (_path, body) => {
      if (body.metrics.some((one: any) => one.step === 77)) {
        return refuse('INVALID_PARAMETER_VALUE', 'not this one');
      }
      taken.push(...body.metrics.map((one: any) => one.step));
      return {};
    };
    const items = Array.from({ length: 300 }, (_, i) => point(i));
    const refused = await ingest.deliver('r', items);
    expect(refused).toEqual([
      expect.objectContaining({ item: items[77], reason: 'not this one' }),
    ]);
    expect(taken.sort((a, b) => a - b)).toEqual(
      items.map((_, i) => i).filter(i => i !== 77),
    );
    expect(calls.length).toBeLessThan(25);
  });

  it.each([500, 502, 503, 429])('tries again later after %d', async status => {
    answer = () => ({ status, json: { error_code: 'X', message: 'away' } });
    await expect(ingest.deliver('r', [point(1)])).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(calls).toHaveLength(1);
  });

  it('does not take a run that is gone apart', async () => {
    answer = () => refuse('RESOURCE_DOES_NOT_EXIST', 'gone');
    const refused = await ingest.deliver('r', [point(1), point(2)]);
    expect(refused).toHaveLength(2);
    expect(calls).toHaveLength(1);
  });

  it('takes a tag that is gone already as removed', async () => {
    answer = () => refuse('RESOURCE_DOES_NOT_EXIST');
    await expect(
      ingest.deliver('r', [{ kind: 'untag', key: 'a' }]),
    ).resolves.toEqual([]);
  });

  it('sends outputs once, however often it is asked', async () => {
    const outputs = { model_outputs: [{ model_id: 'm-1' }] };
    answer = path =>
      path.startsWith('runs/get') ? { json: { run: { outputs } } } : {};
    await ingest.deliver('r', [
      {
        kind: 'outputs',
        models: [
          { modelId: 'm-1', step: 0 },
          { modelId: 'm-2', step: 0 },
        ],
      },
    ]);
    expect(calls[1].body.models).toEqual([{ model_id: 'm-2', step: 0 }]);
  });

  it('finds a model that was made before the answer was lost', async () => {
    const info = { model_id: 'm-1', artifact_uri: 'x' };
    answer = path =>
      path.startsWith('runs/get')
        ? {
            json: {
              run: {
                info: { run_id: 'r', experiment_id: '1', status: 'RUNNING' },
              },
            },
          }
        : { json: { models: [{ info }] } };
    const id = await ingest.createModel('r', {
      key: 'k',
      name: 'model',
      tags: {},
      params: {},
    });
    expect(id).toBe('m-1');
    expect(calls.map(one => one.path)).not.toContain('logged-models');
  });

  it('streams a file with its length to where the run keeps its own', async () => {
    const info = {
      run_id: 'r',
      experiment_id: '1',
      status: 'RUNNING',
      artifact_uri: 'mlflow-artifacts:/1/r/artifacts',
    };
    answer = path =>
      path.startsWith('runs/get') ? { json: { run: { info } } } : {};
    await ingest.storeFile(
      { runId: 'r' },
      { path: 'a b/c.txt', size: 2, body: Readable.from('hi') },
    );
    expect(calls[1].path).toBe(
      '/api/2.0/mlflow-artifacts/artifacts/1/r/artifacts/a%20b/c.txt',
    );
    expect(calls[1].body).toBe('hi');
  });
});
