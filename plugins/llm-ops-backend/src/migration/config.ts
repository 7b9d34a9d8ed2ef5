import { readFileSync } from 'node:fs';
import { Config } from '@backstage/config';
import {
  readChoice,
  readCount,
  readText,
  readUrl,
  S3ObjectStoreOptions,
  settingError,
} from '@llm-ops/plugin-llm-ops-node';
import { checkMapping, SchemaMapping } from './source/schema';

const KEY = 'llmOps.migration';

/** Where the old platform is, and how its schema is called. */
export interface MigrationConfig {
  database: {
    host: string;
    port: number;
    user: string;
    password: string;
    database: string;
  };
  objectStore: S3ObjectStoreOptions;
  mapping: SchemaMapping;
  environment: 'dev' | 'stg' | 'prod';
}

/**
 * Reads `llmOps.migration`.
 * @throws Error naming the key, the reason and an example
 */
export function readMigrationConfig(config: Config): MigrationConfig {
  const own = config.getOptionalConfig(KEY);
  const database = own?.getOptionalConfig('source.database');
  const store = own?.getOptionalConfig('source.objectStore');
  if (!own || !database || !store) {
    throw settingError(
      `${KEY}.source`,
      'the old platform is not described',
      'source: { database: { host: … }, objectStore: { endpoint: … } }',
    );
  }
  const db = { config: database, key: `${KEY}.source.database` };
  const s3 = { config: store, key: `${KEY}.source.objectStore` };
  return {
    database: {
      host: readText(db, 'host', '10.0.0.9'),
      port: readCount(db, 'port', 5432),
      user: readText(db, 'user', 'llm_ops'),
      password: readText(db, 'password', '${OLD_POSTGRES_PASSWORD}'),
      database: readText(db, 'database', 'llm_ops'),
    },
    objectStore: {
      endpoint: readUrl(s3, 'endpoint', 'http://10.0.0.9:9000'),
      bucket: readText(s3, 'bucket', 'llm-ops'),
      accessKey: readText(s3, 'accessKey', '${OLD_S3_ACCESS_KEY}'),
      secretKey: readText(s3, 'secretKey', '${OLD_S3_SECRET_KEY}'),
      region: store.getOptionalString('region') ?? 'us-east-1',
    },
    mapping: readMapping(own.getOptionalString('mapping')),
    environment: readChoice(
      { config: own, key: KEY },
      'environment',
      ['dev', 'stg', 'prod'],
      'dev',
    ),
  };
}

function readMapping(file: string | undefined): SchemaMapping {
  if (!file) {
    return {};
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw settingError(
      `${KEY}.mapping`,
      `'${file}' cannot be read as JSON (${(error as Error).message})`,
      'mapping: /etc/llm-ops/old-schema.json',
    );
  }
  return checkMapping(parsed);
}
