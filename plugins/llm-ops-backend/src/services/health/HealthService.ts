import { ToolHealth } from '@llm-ops/plugin-llm-ops-node';
import { switchedOff } from '../../features';
import { InstanceHealth, ProviderKind } from '../../providers/types';
import { ServiceDeps } from '../deps';
import { CAPABILITY, probedTools } from './probed';
import { Probed, ToolState } from './types';
import { checkVersion } from './versions';

/** Longest a probe may take, in milliseconds. */
const PROBE_TIMEOUT_MS = 5_000;

/** The names of the old shape. */
const OLD_NAMES: ProviderKind[] = [
  'experiment_tracking',
  'serving',
  'orchestration',
  'versioning',
];

/** Called after each probe: what was found, and how long it took. */
export type ProbeListener = (
  tool: Pick<Probed, 'id' | 'kind' | 'tool'>,
  health: ToolHealth,
  seconds: number,
) => void;

/** Knows how each tool instance is; probed every ten seconds. */
export class HealthService {
  readonly #deps: ServiceDeps;
  readonly #onProbe: ProbeListener;
  readonly #seen = new Map<string, InstanceHealth>();

  constructor(deps: ServiceDeps, onProbe: ProbeListener = () => {}) {
    this.#deps = deps;
    this.#onProbe = onProbe;
  }

  /** Probes every instance at the same time and remembers the answers. */
  async probeAll(): Promise<void> {
    await Promise.all(
      probedTools(this.#deps).map(async tool => {
        const begun = performance.now();
        const health = await this.#probe(tool);
        this.#onProbe(tool, health, (performance.now() - begun) / 1_000);
        await this.#remember(tool, health);
      }),
    );
  }

  /** Health of all tools in the old shape, with every instance added. */
  async integrations() {
    const now = this.#deps.clock().toISOString();
    const instances = await this.tools();
    const worst = (statuses: string[]) =>
      ['unavailable', 'degraded', 'healthy'].find(s => statuses.includes(s)) ??
      'disabled';
    const integrations = Object.fromEntries(
      OLD_NAMES.map(kind => {
        const own = instances.filter(instance => instance.kind === kind);
        return [
          kind,
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
    return {
      overall_status: overallOf(instances.map(instance => instance.status)),
      integrations,
      instances,
      checked_at: now,
    };
  }

  /** What is known of every tool instance in use. */
  async tools(): Promise<ToolState[]> {
    const waiting = await this.#deps.outbox.waiting();
    return probedTools(this.#deps).map(probed => {
      const health = this.#seen.get(probed.id);
      const { compatible, advice } = checkVersion({
        ...probed,
        version: health?.version,
      });
      return {
        kind: probed.kind,
        id: probed.id,
        tool: probed.tool,
        status: health?.status ?? 'degraded',
        message: health?.message ?? 'Not probed yet',
        version: health?.version ?? null,
        supported: probed.supportedVersions,
        compatible,
        ...(advice && { upgrade: advice }),
        since: health?.since ?? null,
        waiting: waiting.get(probed.id) ?? 0,
      };
    });
  }

  /** Asks once. A tool that works in a version that is not supported is degraded. */
  async #probe(tool: Probed): Promise<ToolHealth> {
    const health = await tool
      .probe({ signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
      .catch((error: Error) => ({
        status: 'unavailable' as const,
        message: error.message,
        checkedAt: this.#deps.clock().toISOString(),
      }));
    const { advice } = checkVersion({ ...tool, ...health });
    return advice && health.status === 'healthy'
      ? { ...health, status: 'degraded', message: advice }
      : health;
  }

  /** Tells the log, the outbox and the engineers when a status changed. */
  async #remember(tool: Probed, health: ToolHealth): Promise<void> {
    const { id } = tool;
    const before = this.#seen.get(id);
    const same = before?.status === health.status;
    this.#seen.set(id, {
      ...health,
      since: same ? before.since : health.checkedAt,
    });
    if (same || (!before && health.status === 'healthy')) {
      return;
    }
    this.#deps.logger.warn(`${id} is ${health.status}: ${health.message}`);
    if (!before) {
      return;
    }
    this.#deps.outbox.wake();
    await this.#deps.publish('tool', id, 'changed');
    await this.#deps.notify('group:default/llm-ops-engineers', {
      title: `${id} is ${health.status}`,
      description: health.message,
      link: '/llm-ops/health',
      failed: health.status !== 'healthy',
      scope: `llm-ops-tool-${id}`,
    });
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
