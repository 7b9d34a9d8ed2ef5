import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { readFeatures } from '../../features';
import { ServiceDeps } from '../deps';
import { HealthService } from './HealthService';

/** A tool that answers what `answer` says at the time. */
function tool(kind: string, version?: string) {
  const answer = { status: 'healthy', message: 'Works' };
  const probe = jest.fn(async () => ({
    ...answer,
    version,
    checkedAt: '2026-11-25T00:00:00.000Z',
  }));
  const provider = {
    instance: {
      id: `${kind}-1`,
      tool: kind,
      supportedVersions: '>=3.0 <4',
      upgradePath: 'Run its upgrade',
    },
    probe,
  };
  return { kind, provider, probe, answer };
}

function serviceWith(
  tools: ReturnType<typeof tool>[],
  features: Record<string, boolean> = {},
) {
  const objectStore = { ping: jest.fn(async () => 2) };
  const notify = jest.fn();
  const publish = jest.fn();
  const wake = jest.fn();
  const seen = jest.fn();
  const health = new HealthService(
    {
      clock: () => new Date(0),
      features: readFeatures(
        new ConfigReader({ llmOps: { features } } as never),
      ),
      logger: mockServices.logger.mock(),
      notify,
      objectStore,
      outbox: { waiting: async () => new Map([['serving-1', 12]]), wake },
      providers: { all: () => tools },
      publish,
    } as unknown as ServiceDeps,
    seen,
  );
  return { health, objectStore, notify, publish, wake, seen };
}

describe('HealthService', () => {
  it('shows what is switched off as disabled, and asks it nothing', async () => {
    const serving = tool('serving');
    const tracking = tool('experiment_tracking');
    const { health } = serviceWith([serving, tracking], { serving: false });
    await health.probeAll();
    expect(serving.probe).not.toHaveBeenCalled();
    expect(tracking.probe).toHaveBeenCalledTimes(1);
    const answer = await health.integrations();
    expect(answer.overall_status).toBe('healthy');
    expect(answer.integrations.serving).toMatchObject({
      status: 'disabled',
      enabled: false,
      message: expect.stringContaining('llmOps.features.serving'),
    });
    expect(answer.integrations.experiment_tracking.status).toBe('healthy');
    expect(answer.integrations.orchestration.message).toBe('Not configured');
  });

  it('tells engineers once that a tool is down, and once that it is back', async () => {
    const serving = tool('serving');
    const { health, notify, publish, wake } = serviceWith([serving]);
    await health.probeAll();
    expect(notify).not.toHaveBeenCalled();

    serving.probe.mockRejectedValue(new Error('Connection refused'));
    await health.probeAll();
    await health.probeAll();
    expect(notify).toHaveBeenCalledTimes(1);
    expect(notify).toHaveBeenLastCalledWith(
      'group:default/llm-ops-engineers',
      expect.objectContaining({
        title: 'serving-1 is unavailable',
        description: 'Connection refused',
        failed: true,
      }),
    );
    const [state] = await health.tools();
    expect(state).toMatchObject({
      status: 'unavailable',
      message: 'Connection refused',
      since: '1970-01-01T00:00:00.000Z',
      waiting: 12,
    });

    serving.probe.mockResolvedValue({
      ...serving.answer,
      version: undefined,
      checkedAt: '1970-01-01T00:01:00.000Z',
    });
    await health.probeAll();
    expect(notify).toHaveBeenCalledTimes(2);
    expect(notify.mock.lastCall[1]).toMatchObject({ failed: false });
    expect(publish).toHaveBeenCalledWith('tool', 'serving-1', 'changed');
    expect(wake).toHaveBeenCalledTimes(2);
  });

  it('calls a tool degraded whose version it does not speak to, and names the way', async () => {
    const { health } = serviceWith([tool('serving', '2.9.1')]);
    await health.probeAll();
    const [state] = await health.tools();
    expect(state).toMatchObject({
      status: 'degraded',
      compatible: false,
      version: '2.9.1',
      supported: '>=3.0 <4',
      upgrade: expect.stringContaining('Run its upgrade'),
    });
    expect(state.message).toBe(state.upgrade);
  });

  it('probes the object store as it does the tools', async () => {
    const { health, objectStore, seen } = serviceWith([]);
    await health.probeAll();
    expect(seen).toHaveBeenLastCalledWith(
      expect.objectContaining({ id: 'object-store' }),
      expect.objectContaining({ message: 'Answers in 2 ms' }),
      expect.any(Number),
    );
    objectStore.ping.mockRejectedValue(new Error('Connection refused'));
    await health.probeAll();
    const answer = await health.integrations();
    expect(answer.overall_status).toBe('unavailable');
    expect(answer.instances).toMatchObject([
      { kind: 'object_store', status: 'unavailable' },
    ]);
  });
});
