import { readFileSync } from 'node:fs';
import { experimentTrackerContract } from '@llm-ops/plugin-llm-ops-node/testUtils';
import { MlflowClient } from './client';
import { MlflowTracker } from './MlflowTracker';

jest.setTimeout(60_000);

describe('MlflowTracker', () => {
  const make = (url: string) =>
    new MlflowTracker({
      id: 'mlflow',
      environments: ['dev'],
      client: new MlflowClient({ url }),
    });

  // `npm test` starts MLflow and says where.
  experimentTrackerContract(() =>
    make(
      JSON.parse(readFileSync(process.env.LLM_OPS_TEST_STACK_JSON!, 'utf8'))
        .mlflow.url,
    ),
  );

  it('says that MLflow cannot be reached, and does not throw', async () => {
    const nowhere = make('http://127.0.0.1:9');
    await expect(nowhere.probe()).resolves.toMatchObject({
      status: 'unavailable',
      message: expect.stringContaining('http://127.0.0.1:9'),
    });
    await expect(nowhere.getRun('x')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
