import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrate } from '../../store/database';
import { collect } from '../../store/listing';
import { variantOf } from './PromptExperimentService';
import { PromptService } from './PromptService';
import { PromptExperiment } from './types';

jest.setTimeout(60_000);
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe('the variant of somebody', () => {
  const experiment = {
    id: 'e',
    variants: [
      { templateId: 'a', weight: 3 },
      { templateId: 'b', weight: 1 },
    ],
  } as PromptExperiment;
  const who = Array.from({ length: 2_000 }, (_, i) => `user:default/u${i}`);

  it('stays the same, and follows the weights', () => {
    const chosen = who.map(user => variantOf(experiment, user).templateId);
    expect(who.map(user => variantOf(experiment, user).templateId)).toEqual(
      chosen,
    );
    const share = chosen.filter(id => id === 'a').length / who.length;
    expect(share).toBeGreaterThan(0.71);
    expect(share).toBeLessThan(0.79);
  });

  it('differs from one experiment to another', () => {
    const other = { ...experiment, id: 'f' };
    expect(who.map(user => variantOf(other, user).templateId)).not.toEqual(
      who.map(user => variantOf(experiment, user).templateId),
    );
  });
});

describe.each(databases.eachSupportedId())('experiments on %p', id => {
  let knex: Knex;
  let prompts: PromptService;
  const messages = [{ role: 'user', content: 'Hello' }];
  const template = async (version: string, status = 'live') =>
    (
      await prompts.create(
        { name: 'tone', version, content: `You are ${version}.`, status },
        'ann',
      )
    ).id;
  const variants = (...ids: string[]) =>
    ids.map(templateId => ({ templateId, weight: 1 }));

  beforeAll(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    prompts = new PromptService({
      database: knex,
      clock: () => new Date('2026-11-25T12:00:00Z'),
      logger: mockServices.logger.mock(),
    });
  });

  it('apply the template of the caller while they run, and count it', async () => {
    const { experiments } = prompts;
    const [a, b] = [await template('A'), await template('B')];
    const made = await experiments.create(
      { name: 'tone', variants: variants(a, b), status: 'draft' },
      'ann',
    );
    expect(await prompts.apply(made.id, messages, 'bob')).toEqual({ messages });
    await experiments.change(made.id, { status: 'running' });
    const said = await prompts.apply(made.id, messages, 'bob');
    expect(said.variant?.experimentId).toBe(made.id);
    expect(said.messages).toEqual([
      {
        role: 'system',
        content: said.variant?.templateId === a ? 'You are A.' : 'You are B.',
      },
      ...messages,
    ]);
    const use = {
      ...said.variant!,
      requests: 1,
      answers: 1,
      promptTokens: 7,
      completionTokens: 2,
      answerMs: 20,
    };
    experiments.counts.add(use);
    await experiments.counts.flush();
    experiments.counts.add(use);
    experiments.counts.add({ ...use, experimentId: 'gone' });
    await experiments.counts.flush();
    expect(await experiments.usage([made.id])).toEqual([
      {
        ...said.variant,
        requests: 2,
        answers: 2,
        promptTokens: 14,
        completionTokens: 4,
        answerMs: 40,
      },
    ]);
    await expect(
      experiments.change(made.id, { variants: variants(b, a) }),
    ).rejects.toThrow(/tone is running; variants can be changed in a draft/);
    await experiments.change(made.id, { status: 'stopped' });
    expect(await prompts.apply(made.id, messages, 'bob')).toEqual({ messages });
    const filter = { status: 'stopped', reach: 'all' as const };
    expect(
      (await collect(await experiments.list(filter, { q: 'TON' }))).length,
    ).toBe(1);
    await experiments.remove(made.id);
    expect(await experiments.usage([made.id])).toEqual([]);
    await expect(experiments.get(made.id)).rejects.toThrow(/no prompt exper/);
  });

  it('say nothing when the template of the caller is not live any more', async () => {
    const { experiments } = prompts;
    const [c, d] = [await template('C'), await template('D')];
    const { id: made } = await experiments.create(
      { name: 'retired', variants: variants(c, d), status: 'running' },
      'ann',
    );
    await prompts.change(c, { status: 'retired' });
    await prompts.change(d, { status: 'retired' });
    expect(await prompts.apply(made, messages, 'bob')).toEqual({ messages });
  });

  it('need different templates that are there, and live ones to run', async () => {
    const [live, draft] = [await template('E'), await template('F', 'draft')];
    const create = (ids: string[], status: 'draft' | 'running' = 'draft') =>
      prompts.experiments.create(
        { name: 'x', variants: variants(...ids), status },
        'ann',
      );
    await expect(create([live])).rejects.toThrow(/two or more different/);
    await expect(create([live, live])).rejects.toThrow(/two or more different/);
    await expect(create([live, 'none'])).rejects.toThrow(
      /variants: there is no prompt template none/,
    );
    await expect(create([live, draft], 'running')).rejects.toThrow(
      /tone F is draft; every template of a running experiment/,
    );
    await create([live, draft]);
    await expect(create([live, draft])).rejects.toThrow(/x already/);
  });

  it('can be what an endpoint names as its prompt', async () => {
    const [made] = await collect(
      await prompts.experiments.list({ reach: 'all' }, { limit: 1 }),
    );
    await prompts.requirePolicy(made.id);
    await expect(prompts.requirePolicy('none')).rejects.toThrow(
      /no prompt template with the id none/,
    );
  });
});
