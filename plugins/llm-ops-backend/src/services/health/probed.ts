import { ObjectStore } from '@llm-ops/plugin-llm-ops-node';
import { Capability } from '../../features';
import { ProviderKind } from '../../providers/types';
import { ServiceDeps } from '../deps';
import { Probed } from './types';

/** Instance id of the object store, as operations name it. */
const OBJECT_STORE = 'object-store';

/** The capability that a kind of tool belongs to. */
export const CAPABILITY: Record<ProviderKind, Capability> = {
  experiment_tracking: 'experimentTracking',
  serving: 'serving',
  orchestration: 'orchestration',
  registry: 'registry',
  versioning: 'dataVersioning',
};

/** Everything that is probed: tools of what is switched on, and the store. */
export function probedTools(
  deps: Pick<ServiceDeps, 'providers' | 'features' | 'objectStore' | 'clock'>,
): Probed[] {
  const tools = deps.providers
    .all()
    .filter(({ kind }) => deps.features.isOn(CAPABILITY[kind]))
    .map(({ kind, provider }) => ({
      kind,
      id: provider.instance.id,
      tool: provider.instance.tool,
      supportedVersions: provider.instance.supportedVersions,
      upgradePath: provider.instance.upgradePath,
      probe: (options: { signal: AbortSignal }) => provider.probe(options),
    }));
  return [...tools, objectStore(deps.objectStore, deps.clock)];
}

function objectStore(store: ObjectStore, clock: () => Date): Probed {
  return {
    kind: 'object_store',
    id: OBJECT_STORE,
    tool: 's3',
    supportedVersions: '*',
    probe: async () => ({
      message: `Answers in ${await store.ping()} ms`,
      status: 'healthy',
      checkedAt: clock().toISOString(),
    }),
  };
}
