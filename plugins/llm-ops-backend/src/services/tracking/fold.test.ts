import { MetricEntry } from '@llm-ops/plugin-llm-ops-node';
import { run } from '../../store/testing/records';
import { fold } from './fold';
import { portalId, recordId, toJournalRun } from './present';

const point = (step: number, value: MetricEntry['value']): MetricEntry => ({
  kind: 'metric',
  key: 'loss',
  value,
  timestamp: 5,
  step,
});

describe('fold', () => {
  it('keeps the newest point of a metric, whatever the order they come in', () => {
    const { metrics, journal } = fold(run(), [point(5, 0.5), point(3, 0.9)]);
    expect(metrics).toEqual({ loss: 0.5 });
    expect(journal?.latest.loss.step).toBe(5);
  });

  it('keeps what is no number apart from the numbers', () => {
    const { metrics, journal } = fold(run(), [point(1, 2), point(2, 'NaN')]);
    expect(metrics).toEqual({ loss: 2 });
    expect(journal?.latest.loss.value).toBe('NaN');
  });

  it('refuses another value for a parameter, and takes the same one again', () => {
    const param = (value: string) => ({
      kind: 'param' as const,
      key: 'max_steps',
      value,
    });
    expect(fold(run(), [param('40')]).parameters).toEqual({ max_steps: 40 });
    expect(() => fold(run(), [param('41')])).toThrow(/'40' already/);
    const twice = [{ ...param('1'), key: 'constructor' }];
    expect(fold(run(), twice).parameters).toMatchObject({ constructor: '1' });
  });

  it('does not change what it was given', () => {
    const before = run();
    fold(before, [point(1, 1), { kind: 'tag', key: 'a', value: 'b' }]);
    expect(before).toEqual(run());
  });

  it('ends child runs when the job says so, but not its own run', () => {
    const end = { kind: 'state', status: 'FINISHED', endTime: 9 } as const;
    expect(fold(run(), [end]).status).toBe('running');
    expect(fold(run({ parentRunId: 'r0' }), [end]).status).toBe('completed');
  });

  it('knows tags, inputs and outputs once', () => {
    const dataset = { name: 'd', digest: '1', tags: {} };
    const inputs = { kind: 'inputs', datasets: [dataset], modelIds: ['m-1'] };
    const outputs = { kind: 'outputs', models: [{ modelId: 'm-1', step: 0 }] };
    const twice = [inputs, outputs, inputs, outputs] as never;
    const seen = toJournalRun(
      fold(run(), [
        ...(twice as never[]),
        { kind: 'tag', key: 'a', value: '1' },
        { kind: 'tag', key: 'b', value: '1' },
        { kind: 'untag', key: 'a' },
      ]),
    );
    expect(seen.datasets).toHaveLength(1);
    expect(seen.inputModelIds).toEqual(['m-1']);
    expect(seen.outputs).toHaveLength(1);
    expect(seen.tags).toEqual({ b: '1', 'llmops.job_id': 'j1' });
    expect(seen.params).toEqual({ max_steps: '40' });
  });
});

it('turns ids of records into those of jobs and back', () => {
  const id = '3f0c1a52-6a41-4e5c-9f6e-5d1f0f3a2b1c';
  expect(portalId(id)).toBe('3f0c1a526a414e5c9f6e5d1f0f3a2b1c');
  expect(recordId(portalId(id))).toBe(id);
  expect(recordId(id)).toBe(id);
  expect(recordId('m-1')).toBeUndefined();
});
