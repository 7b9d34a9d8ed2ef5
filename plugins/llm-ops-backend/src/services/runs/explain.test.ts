import { job, run } from '../../store/testing/records';
import { explainRun } from './explain';

const seen = (own = {}) => ({
  run: run({ runName: 'lr-0.1', metrics: { loss: 0.5 }, status: 'failed' }),
  stale: false,
  backlog: { points: 0 },
  tags: {},
  ...own,
});

describe('explainRun', () => {
  it('says which stage failed, and why', () => {
    const failed = job({
      status: 'failed',
      statusMessage: 'out of memory',
      stages: [
        {
          name: 'train',
          phase: 'failed',
          message: 'OOMKilled (137)',
          outputs: {},
          retries: 1,
        },
      ],
    });
    expect(explainRun(seen() as never, failed)).toEqual([
      'The run lr-0.1 is failed; its job is failed.',
      'It trains the model m1 on the data set d1.',
      'Last metrics: loss 0.5.',
      'The stage train failed: OOMKilled (137).',
      'Why: out of memory',
    ]);
  });

  it('says what is not known yet', () => {
    const waiting = seen({
      stale: true,
      backlog: { points: 3, since: '2026-11-25T14:02:00Z' },
      run: run({ metrics: {} }),
    });
    const words = explainRun(waiting as never, job()).join(' ');
    expect(words).toMatch(/no metric yet.*3 points wait.*last known/);
  });
});
