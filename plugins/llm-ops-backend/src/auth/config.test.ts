import { mockServices } from '@backstage/backend-test-utils';
import { readLegacyHeaders } from './config';

const read = (legacyHeaders: object) =>
  readLegacyHeaders(
    mockServices.rootConfig({
      data: { llmOps: { auth: { legacyHeaders } } },
    }),
  );

describe('readLegacyHeaders', () => {
  const before = process.env.NODE_ENV;
  afterEach(() => Object.assign(process.env, { NODE_ENV: before }));

  it('is off unless something else is said', () => {
    expect(readLegacyHeaders(mockServices.rootConfig()).mode).toBe('off');
  });

  it('is open in development, which production refuses', () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    expect(read({ mode: 'open' }).mode).toBe('open');
    Object.assign(process.env, { NODE_ENV: 'production' });
    expect(() => read({ mode: 'open' })).toThrow(
      /legacyHeaders.mode: 'open' believes every caller and is refused in production; for example mode: trustedProxy/,
    );
    expect(read({ mode: 'trustedProxy', sharedSecret: 's' }).mode).toBe(
      'trustedProxy',
    );
  });

  it('lets the old roles do what they did, and admins operate too', () => {
    const { roles } = read({});
    expect(Object.keys(roles)).toEqual(['llm-ops-user', 'admin', 'researcher']);
    const operate = 'llm-ops.operations.act';
    expect(roles.researcher.permissions).toContain('llm-ops.catalog.delete');
    expect(roles.researcher.permissions).not.toContain(operate);
    expect(roles.admin).toMatchObject({ scope: 'all' });
    expect(roles.admin.permissions).toContain(operate);
    expect(read({ roles: ['a'], operatorRoles: ['b'] }).roles).toEqual({
      a: roles.researcher,
      b: { permissions: [operate], scope: 'all' },
    });
  });

  it('takes a map of roles', () => {
    const { roles } = read({
      roles: {
        visitor: { permissions: ['llm-ops.read'] },
        boss: { permissions: ['*'], scope: 'all' },
      },
    });
    expect(roles.visitor).toEqual({
      permissions: ['llm-ops.read'],
      scope: 'own',
    });
    expect(roles.boss.permissions.length).toBeGreaterThan(10);
  });

  it.each([
    [{ mode: 'on' }, /mode: 'on' is not one of off, trustedProxy, open/],
    [{ mode: 'trustedProxy' }, /needs trustedAddresses or sharedSecret/],
    [{ trustedAddresses: ['proxy'] }, /'proxy' is not an address or a range/],
    [{ trustedAddresses: ['10.0.0.0/33'] }, /'10.0.0.0\/33' is not/],
    [{ trustedAddresses: ['10.0.0.0/'] }, /'10.0.0.0\/' is not/],
    [
      { roles: { a: {} } },
      /roles.a.permissions: a list is needed; for example/,
    ],
    [
      { roles: { a: { permissions: ['x'] } } },
      /'x' is not one of llm-ops.read/,
    ],
    [
      { roles: { a: { permissions: ['*'], scope: 'some' } } },
      /roles.a.scope: 'some' is not all or own/,
    ],
  ])('refuses %j with the key, the reason and an example', (own, words) => {
    expect(() => read(own)).toThrow(words);
  });
});
