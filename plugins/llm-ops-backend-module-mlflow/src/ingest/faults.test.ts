import { readFileSync } from 'node:fs';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { MetricEntry } from '@llm-ops/plugin-llm-ops-node';
import { MlflowClient } from '../client';
import { MlflowTracker } from '../MlflowTracker';

jest.setTimeout(120_000);

type Fault = 'slow' | '500' | 'html' | 'cut' | 'unheard' | 'none';

/** Passes calls on to the real MLflow, each with the next fault. */
function startProxy(target: string, faults: Fault[]): Promise<Server> {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const fault = faults.shift() ?? 'none';
    if (fault === '500') {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"error_code": "INTERNAL_ERROR", "message": "locked"}');
      return;
    }
    if (fault === 'html') {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>Bad gateway</html>');
      return;
    }
    if (fault === 'unheard') {
      request.socket.destroy();
      return;
    }
    if (fault === 'slow') {
      await new Promise(resolve => setTimeout(resolve, 2_000));
    }
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method,
      headers: { 'content-type': 'application/json' },
      body: request.method === 'GET' ? undefined : Buffer.concat(chunks),
    });
    const text = await answer.text();
    if (fault === 'cut') {
      // MLflow has done it, and nobody hears of it.
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(text);
  };
  const server = createServer(serve).listen(0, '127.0.0.1');
  return new Promise(resolve => {
    server.once('listening', () => resolve(server));
  });
}

// `npm test` starts MLflow and says where.
describe('an MLflow that is slow, broken or unreachable', () => {
  const faults: Fault[] = [];
  let proxy: Server;
  let tracker: MlflowTracker;

  beforeAll(async () => {
    const { mlflow } = JSON.parse(
      readFileSync(process.env.LLM_OPS_TEST_STACK_JSON!, 'utf8'),
    );
    proxy = await startProxy(mlflow.url, faults);
    const { port } = proxy.address() as AddressInfo;
    tracker = new MlflowTracker({
      id: 'mlflow',
      environments: ['dev'],
      client: new MlflowClient({ url: `http://127.0.0.1:${port}` }),
    });
  });

  afterAll(() => {
    proxy.closeAllConnections();
    proxy.close();
  });

  it('loses nothing and doubles nothing', async () => {
    const { runId } = await tracker.createRun({
      key: `faults-${Date.now()}`,
      experimentName: `faults-${Date.now()}`,
    });
    const points = Array.from({ length: 2_000 }, (_, step): MetricEntry => {
      const value = step % 5 === 0 ? 'NaN' : step / 3;
      return { kind: 'metric', key: 'loss', value, timestamp: step, step };
    });
    const items = [
      ...points,
      { kind: 'tag' as const, key: 'a', value: 'b' },
      { kind: 'param' as const, key: 'p', value: '1' },
      { kind: 'untag' as const, key: 'a' },
    ];
    faults.push('none', 'cut', '500', 'html', 'unheard', 'slow', 'cut');
    const failures: string[] = [];
    let refused: unknown;
    while (refused === undefined && failures.length < 10) {
      refused = await tracker.ingest
        .deliver(runId, items)
        .catch((error: Error) => void failures.push(error.name));
    }
    expect(refused).toEqual([]);
    expect(failures.length).toBeGreaterThan(3);
    // Each of them is a reason to try again, and none to give up.
    expect(new Set(failures)).toEqual(new Set(['ServiceUnavailableError']));
    const kept = await tracker.getMetricHistory(runId, 'loss');
    expect(kept.map(point => point.step)).toEqual(
      points.map(point => point.step),
    );
    const run = await tracker.getRun(runId);
    expect(run.params).toEqual({ p: '1' });
    expect(run.tags.a).toBeUndefined();
  });
});
