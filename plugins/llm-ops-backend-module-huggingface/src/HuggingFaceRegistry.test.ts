import { readFileSync } from 'node:fs';
import { modelRegistryContract } from '@llm-ops/plugin-llm-ops-node/testUtils';
import { HuggingFaceRegistry } from './HuggingFaceRegistry';

jest.setTimeout(60_000);

describe('HuggingFaceRegistry', () => {
  const make = (url: string) =>
    new HuggingFaceRegistry({ id: 'hub', environments: ['dev'], url });

  // `npm test` starts the local hub and says where.
  modelRegistryContract(
    () =>
      make(
        JSON.parse(readFileSync(process.env.LLM_OPS_TEST_STACK_JSON!, 'utf8'))
          .hub.url,
      ),
    { id: 'HuggingFaceTB/SmolLM2-135M-Instruct', license: 'apache-2.0' },
  );

  it('says that the hub cannot be reached, and does not throw', async () => {
    const nowhere = make('http://127.0.0.1:9');
    await expect(nowhere.probe()).resolves.toMatchObject({
      status: 'unavailable',
    });
    await expect(nowhere.getModel('a/b')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
