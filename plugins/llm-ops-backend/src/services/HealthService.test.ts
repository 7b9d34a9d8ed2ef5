import { ConfigReader } from '@backstage/config';
import { readFeatures } from '../features';
import { ServiceDeps } from './deps';
import { HealthService } from './HealthService';

/** A health service over one healthy tool of each of two kinds. */
function serviceWith(features: Record<string, boolean>) {
  const probe = jest.fn(async () => ({
    status: 'healthy' as const,
    message: 'Works',
    checkedAt: '2026-11-25T00:00:00.000Z',
  }));
  const tool = (kind: string) => ({
    kind,
    provider: {
      instance: { id: kind, tool: kind, supportedVersions: '*' },
      probe,
    },
  });
  const health = new HealthService({
    clock: () => new Date(0),
    features: readFeatures(new ConfigReader({ llmOps: { features } } as never)),
    outbox: { waiting: async () => new Map() },
    providers: { all: () => [tool('serving'), tool('experiment_tracking')] },
  } as unknown as ServiceDeps);
  return { health, probe };
}

describe('HealthService', () => {
  it('shows what is switched off as disabled, and asks it nothing', async () => {
    const { health, probe } = serviceWith({ serving: false });
    await health.probeAll();
    expect(probe).toHaveBeenCalledTimes(1);
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
});
