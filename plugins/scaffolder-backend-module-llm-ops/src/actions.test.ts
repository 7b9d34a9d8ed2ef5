import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { Api, recordId } from './api';
import { createDeployAction } from './createDeployAction';
import { createTrainAction } from './createTrainAction';

const ID = '3f0c1a52-6a41-4e5c-9f6e-5d1f0f3a2b1c';

describe('actions', () => {
  const calls: [string, string, unknown][] = [];
  const api: Api = {
    async call(_credentials, method, path, body) {
      calls.push([method, path, body]);
      return method === 'POST'
        ? { id: 'new' }
        : { status: 'succeeded', outputModelEntryId: 'm2', queue: null };
    },
  };
  beforeEach(() => {
    calls.length = 0;
  });

  it('submits a CPU finetune, waits, and gives the new model', async () => {
    const outputs: Record<string, unknown> = {};
    await createTrainAction(api).handler({
      ...createMockActionContext({
        input: { datasetId: ID, modelId: `x:${ID}`, wait: true },
      }),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    } as never);
    expect(calls[0]).toEqual([
      'POST',
      '/training/jobs',
      expect.objectContaining({
        datasetId: ID,
        modelId: ID,
        jobType: 'finetune',
        useGpu: false,
      }),
    ]);
    expect(outputs).toEqual({
      jobId: 'new',
      url: '/llm-ops/training/new',
      modelId: 'm2',
    });
  });

  it('only asks what would be made in a dry run', async () => {
    await createDeployAction(api).handler({
      ...createMockActionContext({
        input: { modelId: ID, environment: 'dev', route: '/bot' },
      }),
      isDryRun: true,
    } as never);
    expect(calls.map(([, path]) => path)).toEqual([
      '/serving/endpoints?dryRun=true',
    ]);
  });

  it('shows what would be made to who asks for a dry run on the page', async () => {
    const outputs: Record<string, unknown> = {};
    await createTrainAction({
      call: async (...call) => {
        calls.push([call[1], call[2], call[3]]);
        return { kind: 'Workflow' };
      },
    }).handler({
      ...createMockActionContext({
        input: { datasetId: ID, modelId: ID, dryRun: true },
      }),
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    } as never);
    expect(calls.map(([, path]) => path)).toEqual([
      '/training/jobs?dryRun=true',
    ]);
    expect(outputs.rendered).toBe('kind: Workflow\n');
  });

  it('finds the id in what a picker gives', () => {
    expect(recordId(`model:${ID}`)).toBe(ID);
    expect(() => recordId('nothing')).toThrow(/not the id/);
  });
});
