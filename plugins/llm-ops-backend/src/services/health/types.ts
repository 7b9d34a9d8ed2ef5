import { ToolHealth } from '@llm-ops/plugin-llm-ops-node';
import { ProviderKind } from '../../providers/types';

/** Something that is probed: an instance of a tool, or the object store. */
export interface Probed {
  kind: ProviderKind | 'object_store';
  id: string;
  tool: string;
  supportedVersions: string;
  upgradePath?: string;
  probe(options: { signal: AbortSignal }): Promise<ToolHealth>;
}

/** What is known of it; the shape of `instances` in `/health/integrations`. */
export interface ToolState {
  kind: Probed['kind'];
  id: string;
  tool: string;
  status: ToolHealth['status'];
  message: string;
  version: string | null;
  supported: string;
  /** Whether the version is in the range; null when the tool tells none. */
  compatible: boolean | null;
  /** How to come to a version that is; only when it is not. */
  upgrade?: string;
  /** Since when the status is what it is; ISO 8601. */
  since: string | null;
  /** Operations that wait for it. */
  waiting: number;
}
