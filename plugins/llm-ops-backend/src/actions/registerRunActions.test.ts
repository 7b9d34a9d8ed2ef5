import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotFoundError } from '@backstage/errors';
import { job, run } from '../store/testing/records';
import { registerRunActions } from './registerRunActions';

const REACH = { claims: ['user:default/ann'] };

function registered() {
  const registry = actionsRegistryServiceMock({
    logger: mockServices.logger.mock(),
  });
  const search = jest.fn(async () => ({
    found: [{ run: run({ trackingRunId: 'r' }), job: job() }],
    next: 'more',
  }));
  const requireWithin = jest.fn(async (ids: string[]) => {
    if (ids.includes('foreign')) {
      throw new NotFoundError('There is no run foreign');
    }
  });
  const row = (differs: boolean) => [{ name: 'lr', values: [1, 2], differs }];
  registerRunActions({
    registry,
    authorizer: { ofCredentials: async () => ({ reach: REACH }) } as never,
    runs: { search, requireWithin } as never,
    training: {
      comparison: {
        compare: async () => ({
          runs: [],
          parameters: row(true),
          metrics: row(false),
          tags: [],
        }),
      },
      experiments: {
        run: async () => ({
          run: run(),
          stale: false,
          backlog: { points: 0 },
          tags: {},
        }),
      },
      training: { get: async () => job() },
    } as never,
  });
  const invoke = (name: string, input: object) =>
    registry.invoke({
      id: `test:${name}`,
      input: input as never,
      credentials: mockCredentials.user('user:default/ann'),
    });
  return { registry, search, requireWithin, invoke };
}

describe('the actions of runs', () => {
  it('only read', async () => {
    const { registry } = registered();
    const { actions } = await registry.list();
    expect(actions.map(({ name }) => name)).toEqual([
      'list-runs',
      'compare-runs',
      'explain-run',
    ]);
    for (const { attributes } of actions) {
      expect(attributes).toMatchObject({ readOnly: true, destructive: false });
    }
  });

  it('list what the caller may read', async () => {
    const { invoke, search } = registered();
    const { output } = await invoke('list-runs', { filter: 'status = "x"' });
    expect(search).toHaveBeenCalledWith({
      filter: 'status = "x"',
      limit: 50,
      reach: REACH,
    });
    expect(output).toMatchObject({ more: true, runs: [{ runId: 'r' }] });
  });

  it('compare by what differs', async () => {
    const { invoke } = registered();
    const { output } = await invoke('compare-runs', { runIds: ['a', 'b'] });
    expect(output).toMatchObject({
      parameters: [{ name: 'lr', values: [1, 2] }],
      metrics: [],
    });
  });

  it('explain a run, but none that is foreign', async () => {
    const { invoke } = registered();
    const { output } = await invoke('explain-run', { runId: 'a' });
    expect(JSON.stringify(output)).toContain('its job is queued');
    await expect(invoke('explain-run', { runId: 'foreign' })).rejects.toThrow(
      /no run foreign/,
    );
    await expect(
      invoke('compare-runs', { runIds: ['a', 'foreign'] }),
    ).rejects.toThrow(/no run foreign/);
  });
});
