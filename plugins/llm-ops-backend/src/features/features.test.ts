import { ConfigReader } from '@backstage/config';
import { OperationRequest } from '../router/types';
import { openapi } from '../schema/document';
import { capabilityOf, gate, readFeatures } from '.';

const features = (value: Record<string, unknown>) =>
  readFeatures(new ConfigReader({ llmOps: { features: value } } as never));

describe('readFeatures', () => {
  it('has everything on but the migration when nothing is said', () => {
    const none = readFeatures(new ConfigReader({}));
    expect(none.isOn('serving')).toBe(true);
    expect(none.environments('prompts')).toEqual(['dev', 'stg', 'prod']);
    expect(none.isOn('migration')).toBe(false);
  });

  it('switches a capability off as a whole, or in one environment', () => {
    const some = features({ prompts: 'false', serving: { prod: false } });
    expect(some.isOn('prompts')).toBe(false);
    expect(some.isOn('serving', 'dev')).toBe(true);
    expect(some.isOn('serving', 'prod')).toBe(false);
    expect(some.environments('serving')).toEqual(['dev', 'stg']);
  });

  it.each([
    [{ servng: true }, /llmOps\.features\.servng: .*for example serving/],
    [{ serving: 'maybe' }, /llmOps\.features\.serving: 'maybe' is neither/],
    [{ serving: { qa: true } }, /llmOps\.features\.serving\.qa: .*dev, stg/],
    [
      { experimentTracking: { prod: false } },
      /orchestration cannot work without experimentTracking in prod; for example/,
    ],
  ])('refuses %j with the key, the reason and an example', (value, message) => {
    expect(() => features(value)).toThrow(message);
  });
});

describe('capabilityOf', () => {
  it('knows every operation; what is always on is named here', () => {
    const on = Object.entries(openapi.paths)
      .filter(([path]) => !capabilityOf(path))
      .map(([path]) => path.split('/').slice(0, 3).join('/'));
    const areas = [
      '/catalog/models',
      '/catalog/datasets',
      '/catalog/versioning-systems',
      '/training/gpu-types',
      '/serving/frameworks',
      '/serving/images',
    ];
    const roots = [
      '/health',
      '/operations',
      '/overview',
      '/lineage',
      '/features',
    ];
    expect(
      on.filter(
        path =>
          !areas.includes(path) && !roots.some(root => path.startsWith(root)),
      ),
    ).toEqual([]);
  });
});

describe('gate', () => {
  const call = (operationId: string, body = {}) => {
    const [route] = gate(
      [
        {
          operationId,
          permission: {} as never,
          handle: async () => ({ data: 'done' }),
        },
      ],
      features({ serving: { prod: false }, prompts: false }),
    );
    return (async () =>
      route.handle({ body, query: {} } as unknown as OperationRequest))();
  };

  it('lets through what is on', async () => {
    await expect(
      call('createEndpoint', { environment: 'dev' }),
    ).resolves.toEqual({ data: 'done' });
    await expect(call('listServingFrameworks')).resolves.toBeDefined();
  });

  it('says where something is off and how to switch it on', async () => {
    await expect(
      call('createEndpoint', { environment: 'prod' }),
    ).rejects.toThrow(
      /serving is switched off for prod .*llmOps\.features\.serving/,
    );
    await expect(call('listPromptTemplates')).rejects.toMatchObject({
      name: 'NotImplementedError',
    });
  });
});
