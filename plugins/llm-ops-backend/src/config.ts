import { Config } from '@backstage/config';
import {
  AccessRules,
  readAccessRules,
  readCount,
  readText,
  readUrl,
  S3ObjectStoreOptions,
  settingError,
} from '@llm-ops/plugin-llm-ops-node';
import { LegacyHeadersConfig, readLegacyHeaders } from './auth/config';
import { Features, readFeatures } from './features';
import { ENVIRONMENTS } from './features/types';
import { OutboxSettings, readOutboxSettings } from './outbox/settings';
import { Prices, readPrices } from './services/cost/prices';
import { readSecrets, SecretsConfig } from './secrets/config';

/** Everything of `llmOps` that the server itself goes by. */
export interface Settings {
  secret: string;
  secrets: SecretsConfig;
  access: AccessRules;
  legacyHeaders: LegacyHeadersConfig;
  features: Features;
  prices: Prices;
  auditRetentionDays: number;
  objectStore: S3ObjectStoreOptions;
  api: ApiSettings;
  outbox: OutboxSettings;
}

/** How the API answers. */
export interface ApiSettings {
  /** Answers that openapi.yaml does not describe become a 500; for tests. */
  checkResponses: boolean;
  /** How long answers are kept under their `Idempotency-Key`. */
  idempotencyHours: number;
}

/** Days that audit records are kept for unless told otherwise. */
const RETENTION_DAYS = 365;

/** Shortest secret that signs tokens. */
const SECRET_LENGTH = 16;

/**
 * Reads the server's settings once, at the start.
 * @throws Error that lists every setting that is refused: its key, the
 * reason, and an example
 */
export function readSettings(config: Config): Settings {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      problems.push((error as Error).message);
      return undefined as T;
    }
  };
  const settings = {
    secret: attempt(() => readSecret(config)),
    secrets: attempt(() => readSecrets(config)),
    access: attempt(() => readAccessRules(config)),
    legacyHeaders: attempt(() => readLegacyHeaders(config)),
    features: attempt(() => readFeatures(config)),
    prices: attempt(() => readPrices(config)),
    auditRetentionDays: attempt(() => readRetention(config)),
    objectStore: attempt(() => readObjectStore(config)),
    api: attempt(() => readApi(config)),
    outbox: attempt(() => readOutboxSettings(config)),
  };
  attempt(() => checkAddresses(config));
  attempt(() => checkLimits(config));
  if (problems.length > 0) {
    throw new Error(
      `The configuration is refused:\n${problems
        .map(problem => `- ${problem}`)
        .join('\n')}`,
    );
  }
  return settings;
}

function readSecret(config: Config): string {
  const at = { config, key: 'llmOps' };
  const secret = readText(
    { ...at, config: config.getConfig('llmOps') },
    'secret',
    '${BACKEND_SECRET}',
  );
  if (secret.length < SECRET_LENGTH) {
    throw settingError(
      'llmOps.secret',
      `it has ${secret.length} characters, at least ${SECRET_LENGTH} are needed`,
      'the output of openssl rand -hex 24',
    );
  }
  return secret;
}

function readObjectStore(config: Config): S3ObjectStoreOptions {
  const key = 'llmOps.objectStore';
  const own = config.getOptionalConfig(key);
  if (!own) {
    throw settingError(
      key,
      'it is missing',
      'objectStore: { endpoint: http://127.0.0.1:9000, bucket: llm-ops, … }',
    );
  }
  const at = { config: own, key };
  const bucket = readText(at, 'bucket', 'llm-ops');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw settingError(
      `${key}.bucket`,
      `'${bucket}' is not a bucket's name (lower case, 3 to 63 characters)`,
      'bucket: llm-ops',
    );
  }
  return {
    endpoint: readUrl(at, 'endpoint', 'http://127.0.0.1:9000'),
    bucket,
    accessKey: readText(at, 'accessKey', '${LLM_OPS_S3_ACCESS_KEY}'),
    secretKey: readText(at, 'secretKey', '${LLM_OPS_S3_SECRET_KEY}'),
    region: own.getOptionalString('region') ?? 'us-east-1',
  };
}

function readApi(config: Config): ApiSettings {
  const key = 'llmOps.api';
  const own = config.getOptionalConfig(key);
  return {
    checkResponses: own?.getOptionalBoolean('checkResponses') ?? false,
    idempotencyHours: own?.has('idempotencyHours')
      ? readCount({ config: own, key }, 'idempotencyHours', 24)
      : 24,
  };
}

function readRetention(config: Config): number {
  const own = config.getOptionalConfig('llmOps.audit');
  return own
    ? readCount(
        { config: own, key: 'llmOps.audit' },
        'retentionDays',
        RETENTION_DAYS,
      )
    : RETENTION_DAYS;
}

/** What pods are told. */
function checkAddresses(config: Config): void {
  const own = config.getOptionalConfig('llmOps.training');
  if (own?.has('apiBaseUrl')) {
    readUrl(
      { config: own, key: 'llmOps.training' },
      'apiBaseUrl',
      'https://portal.example.org/llm-ops/v1',
    );
  }
}

function checkLimits(config: Config): void {
  const limits = config.getOptionalConfig('llmOps.import');
  if (limits) {
    readCount({ config: limits, key: 'llmOps.import' }, 'maxBytes', 5e9);
  }
  const types = config.getOptionalConfig('llmOps.gpuTypes');
  for (const name of types?.keys() ?? []) {
    const value = types?.getOptional(name);
    const known = ENVIRONMENTS.some(environment => environment === name);
    if (
      !known ||
      !Array.isArray(value) ||
      value.some(v => typeof v !== 'string')
    ) {
      throw settingError(
        `llmOps.gpuTypes.${name}`,
        known
          ? 'it is not a list of names'
          : `'${name}' is not one of ${ENVIRONMENTS.join(', ')}`,
        'gpuTypes: { prod: [nvidia-a100] }',
      );
    }
  }
}
