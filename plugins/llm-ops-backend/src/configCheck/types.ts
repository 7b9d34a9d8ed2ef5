import { Config } from '@backstage/config';

/** The configuration of one environment, layer over layer. */
export interface EnvironmentConfig {
  name: 'dev' | 'stg' | 'prod';
  config: Config;
  /** Variables that were not set; their settings hold placeholders. */
  unset: string[];
  /** What the schema says is wrong. */
  schemaErrors: string[];
  /** Secrets that stand in a file in clear: key and file. */
  clearSecrets: { key: string; file: string }[];
}

/** One inconsistency, with the state of each environment where it helps. */
export interface Finding {
  /** Full key, e.g. `llmOps.features.serving`. */
  key: string;
  /** Environments it concerns. */
  where: string;
  reason: string;
  hint: string;
}

/** How a tool is configured, and the capability it stands for. */
export interface ToolCheck {
  /** Key below `llmOps`, e.g. `mlflow`. */
  tool: string;
  capability:
    | 'experimentTracking'
    | 'orchestration'
    | 'serving'
    | 'registry'
    | 'dataVersioning';
  /** The tool's own reader. @throws Error naming key, reason and example */
  read(config: Config): { id: string; environments: readonly string[] }[];
}
