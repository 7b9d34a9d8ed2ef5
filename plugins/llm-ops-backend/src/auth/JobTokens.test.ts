import { JobTokens } from './JobTokens';

const JOB = '3f0c1a52-6a41-4e5c-9f6e-5d1f0f3a2b1c';

describe('JobTokens', () => {
  const tokens = new JobTokens('a secret');

  it('speaks for its job until it ends', () => {
    const token = tokens.issue(JOB, 60, 1_000_000);
    expect(tokens.verify(token, 1_030_000)).toBe(JOB);
    expect(tokens.verify(token, 1_061_000)).toBeUndefined();
  });

  it('is refused when the job, the expiry or the signature was changed', () => {
    const token = tokens.issue(JOB, 60);
    const other = token.replace(JOB, JOB.replace('3', '4'));
    const [a, b, expiry, sign] = token.split('.');
    expect(tokens.verify(other)).toBeUndefined();
    expect(
      tokens.verify([a, b, Number(expiry) + 1, sign].join('.')),
    ).toBeUndefined();
    expect(new JobTokens('another').verify(token)).toBeUndefined();
    expect(tokens.verify('nonsense')).toBeUndefined();
  });
});
