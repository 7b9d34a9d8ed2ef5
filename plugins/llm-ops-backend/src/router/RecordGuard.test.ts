import {
  llmOpsCatalogWritePermission,
  llmOpsOperatePermission,
  llmOpsTrainPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { Permission } from '@backstage/plugin-permission-common';
import { openapi } from '../schema/document';
import { RecordGuard } from './RecordGuard';

const guarded = (path: string, permission?: Permission) => () =>
  RecordGuard.requireGuarded(path, {
    operationId: 'x',
    permission: permission!,
    handle: async () => undefined,
  });

describe('RecordGuard', () => {
  it('stops the start when a route could be called without a check', () => {
    expect(guarded('/things')).toThrow('x has no known permission');
    expect(
      guarded('/things', { ...llmOpsTrainPermission, name: 'other' }),
    ).toThrow('x has no known permission');
    expect(guarded('/things/{thing_id}', llmOpsCatalogWritePermission)).toThrow(
      'what the path parameter thing_id names is not known',
    );
    expect(guarded('/jobs/{jobId}', llmOpsTrainPermission)).toThrow(
      'needs a resource permission instead of llm-ops.training.submit',
    );
    expect(
      guarded('/operations/{operation_id}/retry', llmOpsOperatePermission),
    ).not.toThrow();
  });

  it('leaves nothing open but health', () => {
    const open = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.values(methods).some(operation => operation['x-open'])
        ? [path]
        : [],
    );
    expect(open.sort()).toEqual(['/health', '/health/integrations']);
  });
});
