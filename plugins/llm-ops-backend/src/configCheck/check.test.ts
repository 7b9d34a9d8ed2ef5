import { ConfigReader } from '@backstage/config';
import { readInstances } from '@llm-ops/plugin-llm-ops-node';
import { checkEnvironments, EnvironmentConfig, ToolCheck } from '.';

const tools: ToolCheck[] = [
  {
    tool: 'mlflow',
    capability: 'experimentTracking',
    read: config => readInstances(config, 'mlflow'),
  },
];
const good = {
  secret: 'a-secret-of-enough-length',
  objectStore: {
    endpoint: 'http://127.0.0.1:9000',
    bucket: 'llm-ops',
    accessKey: 'a',
    secretKey: 'b',
  },
  mlflow: { instances: [{ id: 'mlflow' }] },
};
const environment = (
  name: EnvironmentConfig['name'],
  llmOps: object = {},
  rest: Partial<EnvironmentConfig> = {},
): EnvironmentConfig => ({
  name,
  config: new ConfigReader({ llmOps: { ...good, ...llmOps } } as never),
  unset: [],
  schemaErrors: [],
  clearSecrets: [],
  ...rest,
});
const check = (prod: object, rest?: Partial<EnvironmentConfig>) =>
  checkEnvironments(
    [environment('dev'), environment('stg'), environment('prod', prod, rest)],
    tools,
  );

describe('checkEnvironments', () => {
  it('finds nothing where all are alike', () => {
    expect(check({})).toEqual([]);
  });

  it.each([
    [
      'a tool configured in some environments only',
      { mlflow: { instances: [] } },
      { key: 'llmOps.mlflow.instances', where: 'prod' },
      /configured in dev, stg only/,
    ],
    [
      'a missing instance',
      {
        mlflow: {
          instances: [
            { id: 'a', environments: ['dev', 'stg'] },
            { id: 'b', environments: ['prod'] },
          ],
        },
      },
      { key: 'llmOps.mlflow.instances', where: 'dev' },
      /it has 1 instances \(mlflow\), others have 2/,
    ],
    [
      'different capability flags',
      { features: { prompts: false } },
      { key: 'llmOps.features.prompts', where: 'dev, stg, prod' },
      /on in dev, on in stg, off in prod/,
    ],
    [
      'a capability without a tool',
      { mlflow: { instances: [{ id: 'm', environments: ['dev'] }] } },
      { key: 'llmOps.features.experimentTracking', where: 'prod' },
      /no tool is configured for prod/,
    ],
    [
      'an unsupported combination',
      { features: { dataVersioning: false } },
      { key: 'llmOps.features.dataVersioning', where: 'prod' },
      /orchestration cannot work without dataVersioning/,
    ],
    [
      'headers that are believed of everyone',
      { auth: { legacyHeaders: { mode: 'open' } } },
      { key: 'llmOps.auth.legacyHeaders.mode', where: 'prod' },
      /believes every caller/,
    ],
    [
      'an image without a version',
      { images: { train: 'registry/ml:latest' } },
      { key: 'llmOps.images.train', where: 'prod' },
      /names no version/,
    ],
    [
      'a setting that others lack',
      { import: { maxBytes: 5 } },
      { key: 'llmOps.import.maxBytes', where: 'dev, stg' },
      /set in prod only/,
    ],
    [
      'a wrong value',
      { objectStore: { ...good.objectStore, endpoint: 'store' } },
      { key: 'llmOps.objectStore.endpoint', where: 'prod' },
      /'store' is not an http/,
    ],
  ])('names %s', (_name, prod, wanted, reason) => {
    expect(check(prod)).toContainEqual(
      expect.objectContaining({
        ...wanted,
        reason: expect.stringMatching(reason),
        hint: expect.stringMatching(/./),
      }),
    );
  });

  it('names secrets in clear and what the schema refuses', () => {
    const found = check(
      {},
      {
        clearSecrets: [{ key: 'llmOps.secret', file: 'app-config.prod.yaml' }],
        schemaErrors: ['Config must be string at /llmOps/objectStore/bucket'],
      },
    );
    expect(found).toEqual([
      expect.objectContaining({ where: 'prod' }),
      {
        key: 'llmOps.secret',
        where: 'prod',
        reason: 'a secret stands in clear in app-config.prod.yaml',
        hint: 'secret: ${AN_ENVIRONMENT_VARIABLE}',
      },
    ]);
  });
});
