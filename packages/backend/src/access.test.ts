import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import llmOpsPlugin from '@llm-ops/plugin-llm-ops-backend';
import policyModule from './policy';

jest.setTimeout(120_000);

const GROUPS: Record<string, string[]> = {
  ann: ['llm-ops-engineers', 'ml-platform'],
  bob: ['llm-ops-engineers', 'ml-platform'],
  cat: ['llm-ops-engineers', 'vision'],
  dan: [],
  root: ['llm-ops-admins'],
};

/** Groups of the users above, as the catalog would know them. */
const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo({ principal }) {
      const { userEntityRef } = principal as unknown as {
        userEntityRef: string;
      };
      const groups = GROUPS[userEntityRef.split('/')[1]];
      return {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          ...groups.map(group => `group:default/${group}`),
        ],
      };
    },
  }),
});

/** Says which plugin asks for a user, as the real service does. */
const auth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const mock = mockServices.auth({ pluginId: plugin.getId() });
    const getToken = mock.getPluginRequestToken.bind(mock);
    mock.getPluginRequestToken = async options => {
      const { onBehalfOf } = options;
      return mock.isPrincipal(onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${plugin.getId()}` } },
            ),
          }
        : getToken(options);
    };
    return mock;
  },
});

const running: TestBackend[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(backend => backend.stop()));
});

/** A portal with the real policy; gives who can call it. */
async function portal(rules: { readScope?: string; approval?: string } = {}) {
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          llmOps: {
            secret: 'a-secret-of-enough-length',
            auth: rules,
            objectStore: {
              endpoint: 'http://127.0.0.1:9',
              bucket: 'llm-ops',
              accessKey: 'a',
              secretKey: 's',
            },
          },
        },
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      auth,
      userInfo,
      permissionBackend,
      policyModule,
      llmOpsPlugin,
    ],
  });
  running.push(backend);
  return (name: string) =>
    async (method: string, path: string, body?: unknown) => {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/llm-ops/v1${path}`,
        {
          method,
          headers: {
            authorization: mockCredentials.user.header(`user:default/${name}`),
            prefer: 'handling=strict',
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
        },
      );
      return { code: response.status, ...(await response.json()) };
    };
}

const model = (own: object = {}) => ({
  name: 'smol',
  version: '1',
  type: 'external',
  owner_team: 'ml-platform',
  metadata: { provider: 'ollama' },
  ...own,
});

describe('what users may do', () => {
  it('engineers write what they or their teams own; admins everything; others nothing', async () => {
    const as = await portal();
    const made = await as('ann')('POST', '/catalog/models', model());
    expect(made.code).toBe(201);
    const path = `/catalog/models/${made.data.id}`;
    const approve = (name: string) =>
      as(name)('PATCH', `${path}/status?status=approved`);
    for (const [name, code] of [
      ['cat', 403],
      ['dan', 403],
      ['bob', 200],
      ['ann', 200],
      ['root', 200],
    ] as const) {
      expect([name, (await approve(name)).code]).toEqual([name, code]);
    }
    const refused = await as('cat')('DELETE', path);
    expect(refused).toEqual({
      code: 403,
      status: 'fail',
      message:
        'You may not do this to a record of ml-platform; ask its owner or an admin',
      data: null,
    });
    expect((await as('dan')('GET', path)).code).toBe(200);
    expect((await as('cat')('DELETE', `${path}x`)).code).toBe(404);

    const foreign = await as('cat')(
      'POST',
      '/catalog/models',
      model({ version: '2' }),
    );
    expect(foreign.code).toBe(403);
    expect(foreign.message).toMatch(/'ml-platform'; name a team of yours/);
    expect(
      (
        await as('dan')('POST', '/prompts/templates', {
          name: 'p',
          version: '1',
          content: 'c',
        })
      ).code,
    ).toBe(403);

    const served = await as('cat')('POST', '/serving/endpoints', {
      modelId: made.data.id,
      environment: 'dev',
      route: '/bot',
    });
    expect(served.code).toBe(200);
    const endpoint = `/serving/endpoints/${served.data.id}`;
    expect((await as('ann')('PATCH', endpoint, {})).code).toBe(200);
    expect((await as('dan')('DELETE', endpoint)).code).toBe(403);
    expect((await as('cat')('DELETE', endpoint)).code).toBe(200);

    const log = await as('root')(
      'GET',
      '/governance/audit/logs?action=deleteModel',
    );
    expect(log.data[1]).toMatchObject({
      actorId: 'user:default/cat',
      result: 'denied',
      resourceId: made.data.id,
    });
    expect((await as('dan')('GET', '/governance/audit/logs')).code).toBe(403);
  });

  it('in a portal of teams, what others own is as if it were not there', async () => {
    const as = await portal({ readScope: 'team' });
    const ann = as('ann');
    const { data } = await ann('POST', '/catalog/models', model());
    await ann('PATCH', `/catalog/models/${data.id}/status?status=approved`);
    const { data: prompt } = await ann('POST', '/prompts/templates', {
      name: 'p',
      version: '1',
      content: 'c',
    });
    const { data: endpoint } = await ann('POST', '/serving/endpoints', {
      modelId: data.id,
      environment: 'dev',
      route: '/bot',
    });
    const none = '00000000-0000-4000-8000-000000000000';
    const cat = as('cat');
    for (const [method, path, id, body] of [
      ['GET', '/catalog/models/ID', data.id],
      ['DELETE', '/catalog/models/ID', data.id],
      ['GET', '/catalog/models/ID/registry-links', data.id],
      ['PATCH', '/catalog/models/ID/status?status=draft', data.id],
      ['GET', '/lineage?ref=model:ID', data.id],
      ['GET', '/prompts/templates/ID', prompt.id],
      ['PUT', '/prompts/templates/ID', prompt.id, {}],
      ['GET', '/serving/endpoints/ID', endpoint.id],
      ['POST', '/serving/endpoints/ID/rollback', endpoint.id],
      [
        'POST',
        '/serving/endpoints',
        data.id,
        { modelId: 'ID', environment: 'dev', route: '/b' },
      ],
    ] as const) {
      const ask = (own: string) =>
        cat(
          method,
          path.replace('ID', own),
          body && JSON.parse(JSON.stringify(body).replace('ID', own)),
        );
      const unknown = JSON.stringify(await ask(none)).replaceAll(none, id);
      expect([path, JSON.stringify(await ask(id))]).toEqual([path, unknown]);
    }
    const chat = { messages: [{ role: 'user', content: 'hi' }] };
    expect((await cat('POST', '/serve/bot/chat', chat)).message).toBe(
      'No endpoint has the route bot',
    );
    for (const path of [
      '/catalog/models',
      '/prompts/templates',
      '/serving/endpoints',
    ]) {
      expect([path, (await cat('GET', path)).data]).toEqual([path, []]);
      for (const name of ['ann', 'root']) {
        expect((await as(name)('GET', path)).data).toHaveLength(1);
      }
    }
    expect((await as('bob')('GET', '/catalog/models')).data).toHaveLength(1);
    expect((await as('bob')('GET', '/prompts/templates')).data).toEqual([]);
  });

  it('approval can need somebody else, or an admin', async () => {
    for (const [approval, may] of [
      ['other', { ann: 403, bob: 200, cat: 403, root: 200 }],
      ['admin', { ann: 403, bob: 403, cat: 403, root: 200 }],
    ] as const) {
      const as = await portal({ approval });
      const { data } = await as('ann')('POST', '/catalog/models', model());
      const approve = `/catalog/models/${data.id}/status?status=approved`;
      for (const [name, code] of Object.entries(may)) {
        const answer = await as(name)('PATCH', approve);
        expect([approval, name, answer.code]).toEqual([approval, name, code]);
      }
      const ready = model({ version: '2', status: 'approved' });
      expect((await as('ann')('POST', '/catalog/models', ready)).code).toBe(
        403,
      );
      const admin = await as('root')('POST', '/catalog/models', ready);
      expect(admin.code).toBe(approval === 'admin' ? 201 : 403);
    }
  });
});
