import { pipeline } from '../../store/testing/records';
import { engineNames, workflowOf } from './plan';
import { PipelineStage } from './types';

const stage = (name: string, own: Partial<PipelineStage> = {}) =>
  ({
    name,
    type: 'evaluation',
    dependencies: [],
    ...own,
  } as PipelineStage);
const options = {
  image: 'ml',
  apiBaseUrl: 'http://portal/v1',
  token: 'secret',
};
const plan = (...definition: PipelineStage[]) =>
  workflowOf(pipeline({ definition }), options);

describe('engineNames', () => {
  it('keeps names that engines take, and numbers all when one cannot be', () => {
    const names = (...all: string[]) => [
      ...engineNames(all.map(name => stage(name))).values(),
    ];
    expect(names('check', 'train-2')).toEqual(['check', 'train-2']);
    expect(names('Check it!', '2nd', 'main', '数据')).toEqual([
      'check-it-1',
      'nd-2',
      'main-3',
      'stage-4',
    ]);
  });
});

describe('workflowOf', () => {
  it('gives the pod of a stage without a command its pipeline’s token', () => {
    const [built, own] = plan(
      stage('judge'),
      stage('own', {
        config: {
          image: 'alpine',
          command: 'echo $A',
          env: { A: 1 },
          outputs: ['score'],
        },
      }),
    ).stages;
    expect(built).toMatchObject({
      image: 'ml',
      command: ['python3', '-m', 'llm_ops.stage'],
      env: { STAGE: 'judge', LLM_OPS_JOB_TOKEN: 'secret' },
    });
    expect(own).toMatchObject({
      image: 'alpine',
      command: ['sh', '-c', 'echo $A'],
      env: { A: '1' },
      outputs: [{ name: 'score', path: '/tmp/score' }],
    });
    expect(JSON.stringify(own)).not.toContain('secret');
  });

  it('reads the outputs that conditions look at, and waits for their stages', () => {
    const [measure, next] = plan(
      stage('Measure', { config: { command: ['run'] } }),
      stage('next', {
        condition: { field: 'Measure.score', operator: '>', value: 5 },
      }),
    ).stages;
    expect(measure.outputs).toEqual([
      { name: 'score', path: '/tmp/score', default: 'missing' },
    ]);
    expect(next.dependencies).toEqual(['measure-1']);
    expect(next.condition).toMatchObject({
      stage: 'measure-1',
      output: 'score',
      value: '5',
    });
  });

  it('passes on retries, priority and time', () => {
    const spec = workflowOf(
      pipeline({
        maxRetries: 0,
        priority: 7,
        definition: [stage('a', { config: { maxDuration: 2 } })],
      }),
      options,
    );
    expect(spec).toMatchObject({ maxRetries: 0, priority: 7 });
    expect(spec.stages[0].deadlineSeconds).toBe(120);
  });
});
