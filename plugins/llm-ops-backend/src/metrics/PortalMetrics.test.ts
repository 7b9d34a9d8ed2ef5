import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { Operation } from '../outbox/types';
import { PortalMetrics } from './PortalMetrics';

/** The portal's metrics over instruments that remember. */
function metered() {
  const service = metricsServiceMock.mock();
  const records = new Map<string, jest.Mock>();
  const gauges = new Map<string, (result: object) => Promise<void>>();
  service.createHistogram.mockImplementation(name => {
    records.set(name, jest.fn());
    return { record: records.get(name)! };
  });
  service.createCounter.mockImplementation(name => {
    records.set(name, jest.fn());
    return { add: records.get(name)! };
  });
  service.createObservableGauge.mockImplementation(
    name =>
      ({
        addCallback: (read: never) => gauges.set(name, read),
      } as never),
  );
  const observed = async (name: string) => {
    const observe = jest.fn();
    await gauges.get(name)!({ observe });
    return observe.mock.calls;
  };
  return { metrics: new PortalMetrics(service), records, observed };
}

describe('PortalMetrics', () => {
  it('meters requests and tries by what they are, not by whose', () => {
    const { metrics, records } = metered();
    metrics.answered('listModels', 200, 0.004);
    expect(records.get('llm_ops_request_seconds')).toHaveBeenCalledWith(0.004, {
      operation: 'listModels',
      status: 200,
    });
    const operation = {
      kind: 'job.start',
      tool: 'argo-1',
      createdBy: 'ann',
    } as Operation;
    metrics.tried(operation, 'done', 1.5);
    expect(records.get('llm_ops_operation_seconds')).toHaveBeenCalledWith(1.5, {
      kind: 'job.start',
      tool: 'argo-1',
      outcome: 'done',
    });
  });

  it('counts changes of status, not probes', () => {
    const { metrics, records } = metered();
    const tool = {
      id: 'mlflow-1',
      kind: 'experiment_tracking',
      tool: 'mlflow',
    };
    for (const status of ['healthy', 'healthy', 'unavailable'] as const) {
      metrics.probed(
        tool as never,
        { status, message: '', checkedAt: '' },
        0.01,
      );
    }
    expect(records.get('llm_ops_tool_probe_seconds')).toHaveBeenCalledTimes(3);
    expect(records.get('llm_ops_tool_status_changes')).toHaveBeenCalledTimes(2);
  });

  it('shows the state of tools and of the outbox at each scrape', async () => {
    const { metrics, observed } = metered();
    const state = { kind: 'serving', tool: 'kserve', version: null };
    metrics.observe({
      tools: async () =>
        [
          { ...state, id: 'a', status: 'healthy', version: '0.15.2' },
          { ...state, id: 'b', status: 'unavailable' },
        ] as never,
      queues: async () =>
        [
          { tool: 'a', pending: 3, leased: 1, dead: 0, oldestSeconds: 40 },
        ] as never,
    });
    expect(await observed('llm_ops_tool_up')).toEqual([
      [
        1,
        { instance: 'a', kind: 'serving', tool: 'kserve', version: '0.15.2' },
      ],
      [0, { instance: 'b', kind: 'serving', tool: 'kserve', version: '' }],
    ]);
    expect(await observed('llm_ops_outbox_operations')).toEqual([
      [3, { tool: 'a', state: 'pending' }],
      [1, { tool: 'a', state: 'leased' }],
      [0, { tool: 'a', state: 'dead' }],
    ]);
    expect(await observed('llm_ops_outbox_oldest_seconds')).toEqual([
      [40, { tool: 'a' }],
    ]);
  });
});
