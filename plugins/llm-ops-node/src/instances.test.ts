import { ConfigReader } from '@backstage/config';
import { readInstances } from './instances';

const read = (instances: object[]) =>
  readInstances(
    new ConfigReader({ llmOps: { mlflow: { instances } } }),
    'mlflow',
  );

describe('readInstances', () => {
  it('reads every instance; one without environments serves all', () => {
    expect(
      read([
        { id: 'a', environments: ['prod'] },
        { id: 'b', webUrl: 'http://x' },
      ]),
    ).toMatchObject([
      { id: 'a', environments: ['prod'] },
      { id: 'b', environments: ['dev', 'stg', 'prod'], webUrl: 'http://x' },
    ]);
    expect(readInstances(new ConfigReader({}), 'mlflow')).toEqual([]);
  });

  it('names the key, the reason and an example of what is wrong', () => {
    expect(() => read([{ id: 'a' }, { id: 'a' }])).toThrow(
      /llmOps\.mlflow\.instances\[1\]\.id: 'a' is used twice.*mlflow-prod/,
    );
    expect(() => read([{ id: 'a', environments: ['test'] }])).toThrow(
      /llmOps\.mlflow\.instances\[0\]\.environments.*dev, stg, prod/,
    );
  });
});
