import { Capability, switchedOff } from '../features';
import { InstanceHealth, ProviderKind } from '../providers/types';
import { ServiceDeps } from './deps';

/** Longest a probe may take, in milliseconds. */
const PROBE_TIMEOUT_MS = 5_000;

const OLD_NAMES: Record<string, ProviderKind> = {
  experiment_tracking: 'experiment_tracking',
  serving: 'serving',
  orchestration: 'orchestration',
  versioning: 'versioning',
};

const CAPABILITY: Record<ProviderKind, Capability> = {
  experiment_tracking: 'experimentTracking',
  serving: 'serving',
  orchestration: 'orchestration',
  registry: 'registry',
  versioning: 'dataVersioning',
};

/** Knows how each tool instance is; probed every ten seconds. */
export class HealthService {
  readonly #deps: ServiceDeps;
  readonly #seen = new Map<string, InstanceHealth>();

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /** Probes every instance at the same time and remembers the answers. */
  async probeAll(): Promise<void> {
    await Promise.all(
      this.#used().map(async ({ provider }) => {
        const { id } = provider.instance;
        const health = await provider
          .probe({ signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
          .catch((error: Error) => ({
            status: 'unavailable' as const,
            message: error.message,
            checkedAt: this.#deps.clock().toISOString(),
          }));
        const before = this.#seen.get(id);
        const same = before?.status === health.status;
        this.#seen.set(id, {
          ...health,
          since: same ? before.since : health.checkedAt,
        });
        if (before && !same) {
          this.#deps.logger.warn(
            `${id} is ${health.status}: ${health.message}`,
          );
          this.#deps.outbox.wake();
          await this.#deps.notify('group:default/llm-ops-engineers', {
            title: `${id} is ${health.status}`,
            description: health.message,
            link: '/llm-ops/health',
            failed: health.status !== 'healthy',
          });
        }
      }),
    );
  }

  /** Health of all tools in the old shape, with every instance added. */
  async integrations() {
    const now = this.#deps.clock().toISOString();
    const waiting = await this.#deps.outbox.waiting();
    const instances = this.#used().map(({ kind, provider }) => {
      const { id, tool, supportedVersions } = provider.instance;
      const health = this.#seen.get(id);
      return {
        kind,
        id,
        tool,
        status: health?.status ?? 'degraded',
        message: health?.message ?? 'Not probed yet',
        version: health?.version ?? null,
        supported: supportedVersions,
        since: health?.since ?? null,
        waiting: waiting.get(id) ?? 0,
      };
    });
    const worst = (statuses: string[]) =>
      ['unavailable', 'degraded', 'healthy'].find(s => statuses.includes(s)) ??
      'disabled';
    const integrations = Object.fromEntries(
      Object.entries(OLD_NAMES).map(([name, kind]) => {
        const own = instances.filter(instance => instance.kind === kind);
        return [
          name,
          {
            status: worst(own.map(instance => instance.status)),
            enabled: own.length > 0,
            message:
              own.map(instance => instance.message).join('; ') ||
              this.#whyNone(kind),
            details: Object.fromEntries(
              own.map(({ id, tool, version }) => [id, { tool, version }]),
            ),
            checked_at: now,
          },
        ];
      }),
    );
    const statuses = instances.map(instance => instance.status);
    return {
      overall_status: overallOf(statuses),
      integrations,
      instances,
      checked_at: now,
    };
  }

  /** Instances of what is switched on. */
  #used() {
    return this.#deps.providers
      .all()
      .filter(({ kind }) => this.#deps.features.isOn(CAPABILITY[kind]));
  }

  #whyNone(kind: ProviderKind): string {
    return this.#deps.features.isOn(CAPABILITY[kind])
      ? 'Not configured'
      : switchedOff(CAPABILITY[kind]);
  }
}

/** Healthy or unavailable when all are; degraded otherwise. */
function overallOf(statuses: string[]): string {
  if (statuses.every(status => status === 'healthy')) {
    return 'healthy';
  }
  return statuses.every(status => status === 'unavailable')
    ? 'unavailable'
    : 'degraded';
}
