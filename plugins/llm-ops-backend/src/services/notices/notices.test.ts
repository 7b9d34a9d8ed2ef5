import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import { OutboxBench, until } from '../../outbox/__testUtils__/bench';
import { findOperation } from '../../outbox/store';
import { createAnnouncer } from '../announcer';
import { ServiceDeps } from '../deps';
import { notice } from './notice';
import { NoticeWorker } from './NoticeWorker';
import { RecipientFinder } from './Recipients';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const user = (name: string, groups: string[] = []) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: groups },
});
const catalog = catalogServiceMock.factory({
  entities: [
    user('ann'),
    user('bob'),
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'ml-platform', namespace: 'default' },
      relations: [{ type: 'hasMember', targetRef: 'user:default/bob' }],
    },
  ],
});

/** A backend with the real notifications plugin, and what our services use of it. */
async function backend() {
  let parts: Pick<ServiceDeps, 'notifyOnce' | 'recipients'> | undefined;
  const { server } = await startTestBackend({
    features: [
      notificationsPlugin,
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost' } },
      }),
      catalog,
      createBackendPlugin({
        pluginId: 'llm-ops',
        register(env) {
          env.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              notifications: notificationService,
            },
            async init(deps) {
              const announcer = createAnnouncer({
                ...deps,
                events: mockServices.events.mock(),
                signals: { publish: async () => {} },
                logger: mockServices.logger.mock(),
              });
              parts = { ...announcer, recipients: new RecipientFinder(deps) };
            },
          });
        },
      }),
    ],
  });
  const heard = async (name: string) => {
    const response = await fetch(
      `http://localhost:${server.port()}/api/notifications`,
      {
        headers: {
          authorization: mockCredentials.user.header(`user:default/${name}`),
        },
      },
    );
    const { notifications } = await response.json();
    return notifications.map(
      ({ payload }: { payload: { title: string } }) => payload.title,
    );
  };
  return { parts: parts!, heard };
}

describe.each(databases.eachSupportedId())('a notice on %p', id => {
  it('is heard once by each, also when the portal stopped and when it is carried out again', async () => {
    const bench = await OutboxBench.create(databases, id);
    const { knex } = bench;
    const { parts, heard } = await backend();
    const told = notice(
      'job:j1',
      'succeeded',
      {
        owner: 'user:default/ann',
        names: ['group:default/ml-platform', 'user:ann', '#ops'],
        createdBy: 'user:default/ann',
      },
      { title: 'Training j1 succeeded', link: '/llm-ops/training/j1' },
    );
    const write = () =>
      knex.transaction(trx => bench.idle().enqueue(trx, told));
    // The portal stopped before it could tell anybody.
    const first = await write();
    expect(await heard('ann')).toEqual([]);

    const next = bench.idle();
    new NoticeWorker({ outbox: next, ...parts }).register();
    next.start();
    const done = async (one: string) =>
      (await findOperation(knex, one))?.state === 'done';
    await until(() => done(first));
    const again = await write();
    next.wake();
    await until(() => done(again));
    await next.stop();
    expect(await heard('ann')).toEqual(['Training j1 succeeded']);
    expect(await heard('bob')).toEqual(['Training j1 succeeded']);
    expect((await findOperation(knex, again))?.result).toEqual({
      told: ['user:default/ann', 'group:default/ml-platform'],
    });
    await bench.destroy();
  });
});
