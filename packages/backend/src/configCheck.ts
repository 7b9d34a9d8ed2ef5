/**
 * `npm run config:check`: loads the layers of dev, stg and prod as the portal
 * does, and names what is wrong in one of them or differs between them;
 * docs/operations.md. Runs in this package's folder.
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppConfig, ConfigReader } from '@backstage/config';
import {
  ConfigSchema,
  FileConfigSource,
  loadConfigSchema,
} from '@backstage/config-loader';
import {
  checkEnvironments,
  describeFindings,
  EnvironmentConfig,
} from '@llm-ops/plugin-llm-ops-backend';
import { readArgoConfig } from '@llm-ops/plugin-llm-ops-backend-module-argo';
import { readDuckLakeConfig } from '@llm-ops/plugin-llm-ops-backend-module-ducklake';
import { readDvcConfig } from '@llm-ops/plugin-llm-ops-backend-module-dvc';
import { readHuggingFaceConfig } from '@llm-ops/plugin-llm-ops-backend-module-huggingface';
import { readKServeConfig } from '@llm-ops/plugin-llm-ops-backend-module-kserve';
import { readMlflowConfig } from '@llm-ops/plugin-llm-ops-backend-module-mlflow';

const USAGE = `npm run config:check -- [--layer FILE …] [--variables ENVIRONMENT=FILE …] [--accept KEY …]
  --layer FILE          a layer that goes over all three environments
  --variables prod=FILE  variables of an environment, NAME=value a line
  --accept KEY          a difference that is meant; not counted`;

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: resolve('../..') },
    layer: { type: 'string', multiple: true, default: [] },
    variables: { type: 'string', multiple: true, default: [] },
    accept: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}

/** Variables of an environment: its file, or else this process's. */
function variablesOf(name: string): Record<string, string | undefined> {
  const file = values.variables
    .find(each => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  if (!file) {
    return process.env;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines
      .map(line => /^\s*(\w+)=(.*)$/.exec(line))
      .filter(match => match !== null)
      .map(([, key, value]) => [key, value]),
  );
}

/** What stands for a variable that is not set here, in the right form. */
function placeholder(name: string): string {
  if (/_(URL|ENDPOINT)$/.test(name)) {
    return `http://${name.toLowerCase().replace(/_/g, '-')}.invalid`;
  }
  return /_PORT$/.test(name)
    ? '1'
    : `unset-${name.toLowerCase().replace(/_/g, '-')}`;
}

async function load(
  path: string,
  substitute: (name: string) => Promise<string | undefined>,
): Promise<AppConfig[]> {
  const source = FileConfigSource.create({
    path,
    watch: false,
    substitutionFunc: substitute,
  });
  for await (const { configs } of source.readConfigData()) {
    return configs;
  }
  return [];
}

async function environmentOf(
  name: EnvironmentConfig['name'],
  schema: ConfigSchema,
): Promise<EnvironmentConfig> {
  const files = [
    'app-config.yaml',
    `app-config.${name}.yaml`,
    ...values.layer,
  ].map(file => resolve(values.root, file));
  const variables = variablesOf(name);
  const unset = new Set<string>();
  const configs: AppConfig[] = [];
  const clearSecrets: EnvironmentConfig['clearSecrets'] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    configs.push(
      ...(await load(file, async variable => {
        const value = variables[variable];
        if (value || text.includes(`\${${variable}:-`)) {
          return value;
        }
        unset.add(variable);
        return placeholder(variable);
      })),
    );
    const written = await load(file, async variable => `\${${variable}}`);
    const secret = schema.process(written, {
      visibility: ['secret'],
      ignoreSchemaErrors: true,
    });
    for (const { data } of secret) {
      for (const [key, value] of leavesOf(data)) {
        if (!value.includes('${')) {
          clearSecrets.push({ key, file: basename(file) });
        }
      }
    }
  }
  return {
    name,
    config: ConfigReader.fromConfigs(configs),
    unset: [...unset],
    schemaErrors: schemaErrorsOf(schema, configs),
    clearSecrets,
  };
}

function schemaErrorsOf(schema: ConfigSchema, configs: AppConfig[]): string[] {
  try {
    schema.process(configs);
    return [];
  } catch (error) {
    const { messages, message } = error as Error & { messages?: string[] };
    return messages ?? [message];
  }
}

function leavesOf(value: unknown, key = ''): [string, string][] {
  if (Array.isArray(value)) {
    return value.flatMap((each, i) => leavesOf(each, `${key}[${i}]`));
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([name, each]) =>
      leavesOf(each, key ? `${key}.${name}` : name),
    );
  }
  return value === undefined || value === '' ? [] : [[key, String(value)]];
}

async function main(): Promise<number> {
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: [resolve('package.json')],
  });
  const environments = [
    await environmentOf('dev', schema),
    await environmentOf('stg', schema),
    await environmentOf('prod', schema),
  ];
  const findings = checkEnvironments(environments, [
    {
      tool: 'mlflow',
      capability: 'experimentTracking',
      read: readMlflowConfig,
    },
    { tool: 'argo', capability: 'orchestration', read: readArgoConfig },
    { tool: 'kserve', capability: 'serving', read: readKServeConfig },
    {
      tool: 'huggingface',
      capability: 'registry',
      read: readHuggingFaceConfig,
    },
    {
      tool: 'ducklake',
      capability: 'dataVersioning',
      read: readDuckLakeConfig,
    },
    { tool: 'dvc', capability: 'dataVersioning', read: readDvcConfig },
  ]).filter(({ key }) => !values.accept.includes(key));
  process.stdout.write(`${describeFindings(findings, environments)}\n`);
  return findings.length === 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stdout.write(`${error.message}\n`);
    process.exit(2);
  },
);
