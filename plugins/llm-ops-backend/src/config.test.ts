import { ConfigReader } from '@backstage/config';
import { readSettings } from './config';

const good = {
  secret: 'a-secret-of-enough-length',
  objectStore: {
    endpoint: 'http://127.0.0.1:9000',
    bucket: 'llm-ops',
    accessKey: 'a',
    secretKey: 'b',
  },
};
const read = (llmOps: object) =>
  readSettings(new ConfigReader({ llmOps } as never));

describe('readSettings', () => {
  it('takes what is right', () => {
    expect(read(good)).toMatchObject({
      legacyHeaders: { mode: 'off' },
      objectStore: { bucket: 'llm-ops', region: 'us-east-1' },
    });
  });

  it.each([
    [{ secret: 'short' }, /llmOps\.secret: it has 5 characters.*openssl/],
    [{ objectStore: undefined }, /llmOps\.objectStore: it is missing/],
    [
      { objectStore: { ...good.objectStore, endpoint: 'store:9000' } },
      /llmOps\.objectStore\.endpoint: 'store:9000' is not an http.*for example endpoint: http/,
    ],
    [
      { objectStore: { ...good.objectStore, secretKey: undefined } },
      /objectStore\.secretKey: it is missing \(is its environment variable set\?\)/,
    ],
    [{ training: { apiBaseUrl: 'portal' } }, /llmOps\.training\.apiBaseUrl/],
    [{ import: { maxBytes: -1 } }, /llmOps\.import\.maxBytes.*for example/],
    [{ gpuTypes: { qa: [] } }, /llmOps\.gpuTypes\.qa: .*dev, stg, prod/],
    [{ secrets: { keys: [{ id: 'a', secret: 'b' }] } }, /openssl/],
    [{ cost: { gpuHour: { a100: -1 } } }, /llmOps\.cost\.gpuHour\.a100/],
    [{ audit: { retentionDays: 0 } }, /llmOps\.audit\.retentionDays/],
    [{ cost: { currency: 'Euro' } }, /llmOps\.cost\.currency/],
    [{ features: { nothing: true } }, /llmOps\.features\.nothing/],
  ])('refuses %j with the key, the reason and an example', (bad, message) => {
    expect(() => read({ ...good, ...bad })).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() =>
      read({ ...good, secret: 'x', features: { serving: 'perhaps' } }),
    ).toThrow(/llmOps\.secret[\s\S]*llmOps\.features\.serving/);
  });
});
