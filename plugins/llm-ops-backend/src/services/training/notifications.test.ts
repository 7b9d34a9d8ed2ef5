import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Operation, OperationHandler } from '../../outbox/types';
import { job } from '../../store/testing/records';
import { NoticeWorker, RecipientFinder } from '../notices';
import { jobNotice, noticeWarnings } from './notifications';
import { JobRecord, JobStatus } from './types';

const entity = (kind: string, name: string, email?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: { ...(email && { profile: { email } }) },
});
const recipients = new RecipientFinder({
  catalog: catalogServiceMock({
    entities: [
      entity('User', 'ann', 'ann@example.org'),
      entity('User', 'bob'),
      entity('Group', 'ml-platform'),
    ],
  }),
  auth: mockServices.auth(),
});
const logger = mockServices.logger.mock();

describe('notifications of a job', () => {
  const notifyOnce = jest.fn(async () => {});
  const request = {
    notifications: {
      onStart: ['user:bob', 'ann@example.org'],
      onCompletion: ['group:default/ml-platform', 'user:default/ann', '#ops'],
    },
  };
  const tell = async (record: JobRecord, status: JobStatus) => {
    const handlers: OperationHandler[] = [];
    const outbox = { register: (h: OperationHandler) => handlers.push(h) };
    new NoticeWorker({
      outbox,
      recipients,
      notifyOnce,
    } as never).register();
    const operation = jobNotice(record, status);
    await handlers[0].handle(operation as Operation, {} as never);
  };

  beforeEach(() => notifyOnce.mockClear());

  it('go to users and groups of the catalog, by ref and by e-mail address', async () => {
    await tell(job({ id: 'j1', request }), 'running');
    expect(notifyOnce.mock.calls).toEqual([
      [
        ['user:default/bob', 'user:default/ann'],
        'job:j1:running',
        expect.objectContaining({ title: 'Training j1 has begun' }),
      ],
    ]);
  });

  it('reach whoever submitted the job once', async () => {
    const submittedBy = 'user:default/ann';
    await tell(job({ id: 'j1', request, submittedBy }), 'failed');
    expect(notifyOnce.mock.calls).toEqual([
      [
        ['user:default/ann', 'group:default/ml-platform'],
        'job:j1:failed',
        expect.objectContaining({ title: 'Training j1 failed', failed: true }),
      ],
    ]);
  });

  it('are not sent when nobody is left to hear', async () => {
    await tell(job({ request: {}, submittedBy: 'old-user' }), 'succeeded');
    expect(notifyOnce).not.toHaveBeenCalled();
  });

  it('that would reach nobody are a warning of the submission', async () => {
    const deps = { recipients, logger };
    expect(await noticeWarnings(deps, {})).toEqual([]);
    expect(await noticeWarnings(deps, request)).toEqual([
      expect.stringMatching(/^#ops is not notified/),
    ]);
    const other = {
      notifications: { slack: '#ops', onStart: ['x@example.org', 'user:x'] },
    };
    expect(await noticeWarnings(deps, other)).toEqual([
      expect.stringMatching(/^notifications.slack is not used/),
      expect.stringMatching(/^x@example.org is not notified/),
      expect.stringMatching(/^user:x is not notified/),
    ]);
  });

  it('do not hold up a submission while the catalog is away', async () => {
    const away = { find: () => Promise.reject(new Error('away')) };
    expect(await noticeWarnings({ recipients: away, logger }, request)).toEqual(
      [expect.stringMatching(/The catalog did not answer/)],
    );
  });
});
