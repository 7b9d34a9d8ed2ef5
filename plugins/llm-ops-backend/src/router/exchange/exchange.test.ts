import { mockServices } from '@backstage/backend-test-utils';
import { openapi } from '../../schema/document';
import { AnswerCheck } from './AnswerCheck';
import { etagOf, namesEtag } from './etags';
import { ResourceReads } from './ResourceReads';

describe('etagOf', () => {
  it('follows what is changed, not what changes by itself', () => {
    const record = { id: '1', status: 'healthy', lastHealthCheck: '10:00' };
    expect(etagOf({ ...record, lastHealthCheck: '10:02' })).toBe(
      etagOf(record),
    );
    expect(etagOf({ ...record, status: 'failed' })).not.toBe(etagOf(record));
  });

  it('is found in lists of tags; weak ones do for reads only', () => {
    expect(namesEtag('"a", "b"', '"b"', 'strong')).toBe(true);
    expect(namesEtag('W/"b"', '"b"', 'weak')).toBe(true);
    expect(namesEtag('W/"b"', '"b"', 'strong')).toBe(false);
    expect(namesEtag('*', '"b"', 'strong')).toBe(true);
  });
});

describe('ResourceReads', () => {
  it('reads the record that a path below it changes', async () => {
    const reads = new ResourceReads([
      {
        operationId: 'getModel',
        permission: undefined as never,
        handle: async ({ path }) => {
          if (path.model_id === 'none') {
            throw Object.assign(new Error(), { name: 'NotFoundError' });
          }
          return { data: path.model_id };
        },
      },
    ]);
    const read = (id: string) =>
      reads.read('/catalog/models/{model_id}/status', {
        path: { model_id: id },
      } as never);
    expect(await read('m1')).toBe('m1');
    expect(await read('none')).toBeUndefined();
  });
});

describe('AnswerCheck', () => {
  const check = new AnswerCheck(openapi, mockServices.logger.mock());
  const { get } = openapi.paths['/catalog/models/{model_id}'];

  it('lets pass what openapi.yaml describes, and names what it does not', () => {
    const fail = { status: 'fail', message: 'There is none', data: null };
    expect(check.violation(get, 200, fail)).toBeUndefined();
    expect(check.violation(get, 200, { ...fail, data: { id: 1 } })).toMatch(
      /The answer 200 of getModel is not as openapi.yaml says: .*data/,
    );
    expect(check.violation(get, 418, fail)).toMatch(/418 is not among/);
  });
});
