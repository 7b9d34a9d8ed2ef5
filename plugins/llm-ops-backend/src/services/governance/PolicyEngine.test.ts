import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { Actor } from '../../auth/types';
import { migrate } from '../../store/database';
import { listPolicies, savePolicy } from '../../store/governance/policies';
import { collect } from '../../store/listing';
import { PolicyEngine } from './PolicyEngine';
import { PolicyService } from './PolicyService';
import { PolicyTarget } from './scopes';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const ann = {
  id: 'user:default/ann',
  kind: 'user',
  roles: [],
} as unknown as Actor;
const logger = mockServices.logger.mock();

const submit = (own: Partial<PolicyTarget> = {}): PolicyTarget => ({
  operationId: 'submitTrainingJob',
  method: 'post',
  tag: 'training',
  resourceType: 'training_job',
  permission: 'llm-ops.training.submit',
  isPerson: true,
  body: {},
  ...own,
});

describe.each(databases.eachSupportedId())('policies on %p', id => {
  let knex: Knex;
  let engine: PolicyEngine;
  let policies: PolicyService;
  let now: Date;
  let cost: number;

  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    now = new Date('2026-11-25T10:00:00Z'); // a Wednesday
    cost = 0;
    engine = new PolicyEngine({
      knex,
      logger,
      clock: () => now,
      facts: {
        rolesOf: async () => ['user:default/ann', 'ml-platform'],
        monthlyCost: async () => cost,
      },
    });
    policies = new PolicyService({ database: knex, clock: () => now }, engine);
  });

  const activate = (rules: Record<string, unknown>, scope = 'training') =>
    policies.create({ name: 'frugal', scope, rules, status: 'active' }, 'eve');
  const allowed = (target = submit()) =>
    expect(engine.check(ann, target)).resolves.toBeUndefined();
  const refused = (message: RegExp, target = submit()) =>
    expect(engine.check(ann, target)).rejects.toThrow(message);

  it('are given back as they were made, once a name and scope, and reviewed', async () => {
    const made = await policies.create(
      { name: 'frugal', scope: 'global', rules: { a: 1 }, status: 'draft' },
      'eve',
    );
    expect(await policies.get(made.id)).toEqual(made);
    await expect(activate({}, 'global')).rejects.toThrow(/already/);
    await expect(activate({}, 'moon')).rejects.toThrow(/not a scope/);
    await expect(
      policies.review(made.id, { status: 'active' }),
    ).rejects.toThrow(/rules.a is not a rule/);
    const reviewed = await policies.review(made.id, {
      status: 'active',
      rules: { allowed_actions: [] },
    });
    expect(reviewed.lastReviewedAt).toBe(now.toISOString());
    const list = async (...asked: Parameters<PolicyService['list']>) =>
      collect(await policies.list(...asked));
    const active = { scope: 'global', status: 'active' };
    expect(await list(active, {})).toEqual([reviewed]);
    expect(await list({ status: 'draft' }, {})).toEqual([]);
    expect(await list({ owner: 'nobody' }, {})).toEqual([]);
    expect(await list({}, { q: 'ALLOWED_actions', limit: 1 })).toEqual([
      reviewed,
    ]);
  });

  it('apply while they are active, and in their scope', async () => {
    const { id: made } = await activate({ allowed_actions: ['deploy'] });
    await refused(/'frugal' \(training\) refuses this.*allowed_actions/);
    await allowed(submit({ tag: 'models' }));
    await policies.review(made, { status: 'retired' });
    await allowed();
  });

  it.each([['train'], ['write'], ['create'], ['submitTrainingJob'], ['*']])(
    'allow an action that they call %s',
    async action => {
      await activate({ allowed_actions: [action] });
      await allowed();
    },
  );

  it('want a role, and a kind of record', async () => {
    await activate({ required_roles: ['ml-platform'] }, 'global');
    await allowed();
    await savePolicy(knex, {
      ...(await collect(await listPolicies(knex)))[0],
      id: 'p2',
      name: 'approvers',
      rules: { required_roles: ['approver'] },
    });
    engine.forget();
    await refused(/one of the roles approver/);
    await knex('governance_policies').delete();
    engine.forget();
    await activate({ allowed_resource_types: ['serving'] }, 'project');
    await refused(/training_job is not among/);
  });

  it('limit what is asked for, when, and what a month may cost', async () => {
    await activate({
      conditions: [
        { type: 'resource_limit', limit: { gpus: 4, replicas: 2 } },
        { type: 'time_window', limit: '09:00-17:00' },
        { type: 'cost_limit', limit: 100 },
      ],
    });
    const profile = { gpuCount: 2, numNodes: 2 };
    await allowed(submit({ body: { resourceProfile: profile } }));
    await refused(
      /6 GPUs are asked for, at most 4/,
      submit({
        body: { resourceProfile: { ...profile, num_nodes: 3, numNodes: 3 } },
      }),
    );
    await refused(
      /5 GPUs are asked for/,
      submit({ body: { trainJobSpec: { resources: { gpus: 5 } } } }),
    );
    await refused(/3 replicas/, submit({ body: { maxReplicas: 3 } }));
    cost = 100;
    await refused(/100.00 have been spent this month, the limit is 100/);
    await allowed(submit({ method: 'delete' }));
    now = new Date('2026-11-25T17:00:00Z');
    await refused(/from 09:00 to 17:00 UTC only/);
  });

  it('that nobody can read are left out and logged, whatever wrote them', async () => {
    await activate({});
    await knex('governance_policies').update({ rules: '{"conditions":7}' });
    engine.forget();
    await allowed();
    expect(logger.error).toHaveBeenCalled();
  });

  it.each([
    [{ allowed_actions: 'train' }],
    [{ required_roles: [1] }],
    [{ conditions: {} }],
    [{ conditions: [{ type: 'moon_phase', limit: 1 }] }],
    [{ conditions: [{ type: 'cost_limit', limit: '5' }] }],
    [{ conditions: [{ type: 'time_window', limit: '9-17' }] }],
    [{ conditions: [{ type: 'resource_limit', limit: { moons: 1 } }] }],
  ])('are not made active with %j', async rules => {
    await expect(activate(rules)).rejects.toThrow(/^rules\./);
  });
});
