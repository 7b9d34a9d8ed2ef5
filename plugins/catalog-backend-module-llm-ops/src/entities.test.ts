import { entityName, Records, toEntities } from './entities';

describe('entityName', () => {
  it('keeps a valid name, and tells changed ones apart', () => {
    expect(entityName('smollm2', '1.0.0')).toBe('smollm2-1.0.0');
    expect(entityName('a b')).not.toBe(entityName('a/b'));
    expect(entityName('x'.repeat(80)).length).toBeLessThanOrEqual(63);
    expect(entityName('é/ü')).toMatch(/^[A-Za-z0-9][A-Za-z0-9\-_.]*$/);
  });
});

describe('toEntities', () => {
  const records = {
    datasets: [
      {
        id: 'd1',
        name: 'riddles',
        version: '1',
        type: 'sft_pair',
        owner_team: 'ml-platform',
      },
    ],
    models: [
      {
        id: 'm0',
        name: 'base',
        version: '1',
        type: 'base',
        status: 'approved',
        owner_team: 'ml-platform',
        metadata: { huggingface_model_id: 'a/b' },
        lineage: {},
      },
      {
        id: 'm1',
        name: 'tuned',
        version: '2',
        type: 'fine-tuned',
        status: 'approved',
        owner_team: 'a team',
        metadata: {},
        lineage: { datasetIds: ['d1'], baseModelId: 'm0', runId: 'r' },
      },
    ],
    endpoints: [
      {
        id: 'e1',
        modelId: 'm1',
        version: '2',
        environment: 'dev',
        route: '/bot',
      },
    ],
  } as unknown as Records;
  const byName = Object.fromEntries(
    toEntities(records, 'http://portal').map(e => [e.metadata.name, e]),
  );

  it('links data set, model, server and endpoint', () => {
    expect(byName['tuned-2'].spec).toMatchObject({
      type: 'ai-model',
      owner: 'llm-ops-engineers',
      dependsOn: ['resource:riddles-1', 'resource:base-1'],
    });
    expect(byName['dev-bot-server'].spec).toMatchObject({
      dependsOn: ['resource:tuned-2'],
      providesApis: ['dev-bot'],
    });
    expect(byName['dev-bot']).toMatchObject({
      kind: 'API',
      spec: {
        type: 'ai-model-server',
        serverUrl: 'http://portal/llm-ops/v1/serve/bot/openai/v1',
      },
    });
  });

  it('carries the id that joins an entity to its record', () => {
    expect(byName['riddles-1'].metadata.annotations).toMatchObject({
      'llm-ops.io/id': 'd1',
      'llm-ops.io/record': 'dataset',
    });
    expect(byName['base-1'].metadata.annotations).toMatchObject({
      'llm-ops.io/huggingface-repo': 'a/b',
    });
  });
});
