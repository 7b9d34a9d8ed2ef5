/** Where a workload belongs; tools can differ between them. */
export type Environment = 'dev' | 'stg' | 'prod';

/** One configured instance of a tool; several can stand side by side. */
export interface ProviderInstance {
  /** Unique among all instances, e.g. `mlflow-prod`. */
  readonly id: string;
  /** Kind of tool, e.g. `mlflow`; for display, never to branch on. */
  readonly tool: string;
  /** Environments this instance serves. */
  readonly environments: readonly Environment[];
  /** Versions of the tool this provider speaks to, as a semver range. */
  readonly supportedVersions: string;
  /** How to come to a supported version from an older one; a sentence without its full stop. */
  readonly upgradePath?: string;
  /** Page of the tool for people, when it has one. */
  readonly webUrl?: string;
}

/** What a probe of a tool found. */
export interface ToolHealth {
  status: 'healthy' | 'degraded' | 'unavailable';
  /** One sentence; when not healthy it says what to do. */
  message: string;
  /** Version the tool reports. */
  version?: string;
  /** ISO 8601, UTC. */
  checkedAt: string;
}

/** Options of every call that leaves the process. */
export interface CallOptions {
  signal?: AbortSignal;
}

/**
 * What all five kinds of provider share.
 *
 * @remarks
 * A provider translates wire failures into the names of `@backstage/errors`
 * and nothing else; {@link isRetryable} decides from the name whether the
 * operation is tried again. Every create is create-or-adopt: it takes a `key`
 * (the operation's id), and a replay with the same key finds its own work.
 */
export interface Provider {
  readonly instance: ProviderInstance;
  /** Asks the tool for its health; answers `unavailable`, never throws. */
  probe(options?: CallOptions): Promise<ToolHealth>;
}
