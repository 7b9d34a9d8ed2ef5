import {
  llmOpsCatalogCreatePermission,
  llmOpsCatalogWritePermission,
  llmOpsOperatePermission,
  llmOpsReadPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { mockServices } from '@backstage/backend-test-utils';
import { Request } from 'express';
import { readLegacyHeaders } from './config';
import { LegacyHeaders } from './LegacyHeaders';

const ann = { 'x-user-id': 'ann', 'x-user-roles': ' admin , llm-ops-user,' };
const headersOf = (legacyHeaders: object, readScope: 'all' | 'team' = 'all') =>
  new LegacyHeaders(
    readLegacyHeaders(
      mockServices.rootConfig({
        data: { llmOps: { auth: { legacyHeaders } } },
      }),
    ),
    readScope,
  );
const from = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  ({ headers, socket: { remoteAddress } } as unknown as Request);
const ask = (
  config: object,
  request: Request,
  permission = llmOpsReadPermission as Parameters<LegacyHeaders['actor']>[1],
) => headersOf(config).actor(request, permission, undefined);

describe('LegacyHeaders', () => {
  it('believes nobody when off, and everybody when open', () => {
    expect(() => ask({}, from(ann))).toThrow(
      'is not accepted from this caller',
    );
    expect(ask({ mode: 'open' }, from(ann))).toMatchObject({
      id: 'ann',
      kind: 'legacy',
      roles: ['admin', 'llm-ops-user'],
      reach: 'all',
    });
  });

  it('believes proxies by address, range or secret', () => {
    const proxy = { mode: 'trustedProxy' };
    const range = {
      ...proxy,
      trustedAddresses: ['10.1.0.0/16', '192.168.0.9', 'fd00::/8'],
    };
    for (const address of [
      '10.1.2.3',
      '::ffff:10.1.2.3',
      '192.168.0.9',
      'fd12::1',
    ]) {
      expect(ask(range, from(ann, address)).id).toBe('ann');
    }
    for (const address of ['10.2.0.1', '::ffff:10.2.0.1', '::1', '']) {
      expect(() => ask(range, from(ann, address))).toThrow('is not accepted');
    }
    const secret = { ...proxy, sharedSecret: 'hush' };
    expect(ask(secret, from({ ...ann, 'x-proxy-secret': 'hush' })).id).toBe(
      'ann',
    );
    for (const given of ['husk', 'hush ', '']) {
      const request = from({ ...ann, 'x-proxy-secret': given });
      expect(() => ask(secret, request)).toThrow('is not accepted');
    }
    const both = { ...range, sharedSecret: 'hush' };
    const request = from({ ...ann, 'x-proxy-secret': 'hush' }, '10.2.0.1');
    expect(() => ask(both, request)).toThrow('is not accepted');
  });

  it('needs an id and a role, and says which roles are able', () => {
    const open = { mode: 'open' };
    for (const own of [{ 'x-user-id': ' ' }, { 'x-user-roles': ' ,' }]) {
      expect(() => ask(open, from({ ...ann, ...own }))).toThrow('are needed');
    }
    const eve = from({ ...ann, 'x-user-roles': 'constructor,llm-ops-user' });
    expect(() => ask(open, eve, llmOpsOperatePermission)).toThrow(
      'it needs one of the roles admin',
    );
  });

  it('reaches with scope own what the user and the teams own', () => {
    const config = {
      mode: 'open',
      roles: {
        engineer: {
          permissions: [
            'llm-ops.read',
            'llm-ops.catalog.create',
            'llm-ops.catalog.write',
          ],
        },
      },
    };
    const request = from({
      'x-user-id': 'Ann',
      'x-user-roles': 'engineer',
      'x-user-teams': 'ml-platform, group:research/vision',
    });
    const own = {
      claims: [
        'user:default/ann',
        'group:default/ml-platform',
        'group:research/vision',
      ],
    };
    const may = (readScope: 'all' | 'team') =>
      headersOf(config, readScope).actor(
        request,
        llmOpsCatalogCreatePermission,
        llmOpsCatalogWritePermission,
      );
    expect(may('all')).toMatchObject({ reach: own, reading: 'all' });
    expect(may('team')).toMatchObject({ reach: own, reading: own });
    expect(ask(config, request)).toMatchObject({
      reach: 'all',
      reading: 'all',
    });
  });
});
