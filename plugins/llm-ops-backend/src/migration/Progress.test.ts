import { Progress } from './Progress';

describe('Progress', () => {
  it('says how far it is, how fast, and how long it may take', () => {
    jest.useFakeTimers();
    const said: string[] = [];
    const progress = new Progress(
      new Map([
        ['models', 100],
        ['jobs', 300],
      ]),
      line => said.push(line),
    );
    progress.start('models');
    jest.advanceTimersByTime(10_000);
    progress.add(90, 10);
    expect(said).toEqual([
      'models: 100 of 100 (100 %), 10/s, 0 s left; all kinds 25 %, about 30 s left',
    ]);
    progress.end();
    expect(said[1]).toBe(
      'models: 100 looked at, 10 of them unchanged, in 10 s',
    );
    progress.start('jobs');
    jest.advanceTimersByTime(10_000);
    progress.add(100, 0);
    expect(said[2]).toMatch(/^jobs: 100 of 300 \(33 %\), 10\/s, 20 s left/);
    jest.useRealTimers();
  });
});
