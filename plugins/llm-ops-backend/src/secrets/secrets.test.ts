import { ConfigReader } from '@backstage/config';
import { readSecrets } from './config';
import { looksSecret, maskSecrets, redact } from './looksSecret';
import { SecretBox } from './SecretBox';

const OLD = { id: 'default', secret: 'what the portal began with' };
const NEW = { id: '2027-01', secret: 'what came after, longer' };
const references = [{ name: 'OPENAI_KEY', hosts: ['api.openai.com'] }];
const box = (keys = [OLD]) =>
  new SecretBox({ keys, references }, { OPENAI_KEY: 'sk-from-env' });

describe('what is secret', () => {
  it.each([
    ['api_key', 'x'],
    ['apiKey', 'x'],
    ['hf_token', 'x'],
    ['HUGGINGFACE-ACCESS-TOKEN', 'x'],
    ['dbPassword', 'x'],
    ['clientSecret', { nested: 1 }],
    ['Authorization', 'x'],
    ['note', 'sk-abcdef'],
    ['base_url', 'https://ann:pw@models.example.org'],
    ['any', { $sealed: 'v1' }],
  ])('%s: %j is', (key, value) => {
    expect(looksSecret(key, value)).toBe(true);
  });

  it.each([
    ['max_tokens', 4096],
    ['tokenizer_class', 'LlamaTokenizer'],
    ['eos_token', '</s>'],
    ['token_count', 7],
    ['base_url', 'https://models.example.org:8443/a'],
    ['primary_key', 'id'],
    ['api_key', ''],
    ['api_key', null],
  ])('%s: %j is not', (key, value) => {
    expect(looksSecret(key, value)).toBe(false);
  });

  it('is masked however deep it lies', () => {
    expect(
      maskSecrets({ a: [{ api_key: 'x', b: 1 }], list: ['hf_abc', 'plain'] }),
    ).toEqual({ a: [{ api_key: '***', b: 1 }], list: ['***', 'plain'] });
  });

  it('is taken out of a text', () => {
    expect(redact('key sk-1234 is wrong: sk-1234', ['sk-1234'])).toBe(
      'key *** is wrong: ***',
    );
  });
});

describe('SecretBox', () => {
  it('opens what it sealed, for the same record only', () => {
    const sealed = box().seal('canary', 'model:1');
    expect(JSON.stringify(sealed)).not.toContain('canary');
    expect(box().open(sealed, 'model:1')).toBe('canary');
    expect(() => box().open(sealed, 'model:2')).toThrow(/cannot be decrypted/);
    expect(box().seal('canary', 'model:1')).not.toEqual(sealed);
  });

  it('leaves what is sealed as it is, and seals what only looks so', () => {
    const sealed = box().seal('canary', 'model:1');
    expect(box().seal(sealed, 'model:1')).toEqual(sealed);
    const forged = { $sealed: 'v1.default.AAAA' };
    expect(box().seal(forged, 'model:1')).not.toEqual(forged);
  });

  it('rotates: a new first key seals again what an old one sealed', () => {
    const rotated = box([NEW, OLD]);
    const old = box().seal('canary', 'model:1');
    expect(rotated.open(old, 'model:1')).toBe('canary');
    const resealed = rotated.reseal(old, 'model:1') as { $sealed: string };
    expect(resealed.$sealed).toMatch(/^v1\.2027-01\./);
    expect(rotated.reseal(resealed, 'model:1')).toEqual(resealed);
    expect(box([NEW]).open(resealed, 'model:1')).toBe('canary');
    expect(box([NEW]).reseal(old, 'model:1')).toEqual(old);
  });

  it.each([[{ $env: 'OPENAI_KEY' }], ['${OPENAI_KEY}']])(
    'keeps %j as a reference, for the hosts it is allowed at',
    given => {
      const kept = box().seal(given, 'model:1');
      expect(kept).toEqual({ $env: 'OPENAI_KEY' });
      expect(box().open(kept, 'model:1', 'api.openai.com')).toBe('sk-from-env');
      expect(() => box().open(kept, 'model:1', 'evil.example.org')).toThrow(
        /may not be sent to evil.example.org/,
      );
    },
  );

  it('refuses a reference that no operator allowed', () => {
    expect(() => box().seal('${PATH}', 'model:1')).toThrow(
      /llmOps.secrets.env/,
    );
  });
});

describe('the configuration', () => {
  const read = (keys: object[]) =>
    readSecrets(
      new ConfigReader({ llmOps: { secret: 'x', secrets: { keys } } }),
    );

  it('puts the given keys before llmOps.secret', () => {
    expect(read([NEW]).keys.map(({ id }) => id)).toEqual([NEW.id, 'default']);
  });

  it.each([
    [[{ id: 'a b', secret: 'long enough, really' }], /letters, digits/],
    [[NEW, NEW], /there twice/],
    [[{ id: 'a', secret: 'short' }], /openssl rand/],
  ])('refuses %j', (keys, message) => {
    expect(() => read(keys)).toThrow(message);
  });
});
