import { ExperimentTracker, MetricPoint } from '@llm-ops/plugin-llm-ops-node';
import { MetricHistories } from './MetricHistories';

const point: MetricPoint = { key: 'loss', step: 1, value: 1, timestamp: 1 };

/** A tracker that counts how often it is asked. */
function counting(answer: () => Promise<MetricPoint[]>) {
  const getMetricHistory = jest.fn(answer);
  const tracker = {
    instance: { id: 'mlflow' },
    getMetricHistory,
  } as unknown as ExperimentTracker;
  return { tracker, getMetricHistory };
}

describe('MetricHistories', () => {
  it('asks once for all who look at the same time, and again later', async () => {
    const { tracker, getMetricHistory } = counting(async () => [point]);
    const histories = new MetricHistories();
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_000);
    const read = () => histories.read(tracker, 'run', 'loss', 5_000);
    await Promise.all([read(), read(), read()]);
    await read();
    expect(getMetricHistory).toHaveBeenCalledTimes(1);
    now.mockReturnValue(2_500);
    await read();
    expect(getMetricHistory).toHaveBeenCalledTimes(2);
    now.mockRestore();
  });

  it('keeps no failure', async () => {
    const { tracker, getMetricHistory } = counting(async () => [point]);
    getMetricHistory.mockRejectedValueOnce(new Error('away'));
    const histories = new MetricHistories();
    const read = () => histories.read(tracker, 'run', 'loss', 5_000);
    await expect(read()).rejects.toThrow('away');
    await expect(read()).resolves.toEqual([point]);
  });

  it('does not grow without bound', async () => {
    const many = Array.from({ length: 400_000 }, () => point);
    const { tracker, getMetricHistory } = counting(async () => many);
    const histories = new MetricHistories();
    for (const key of ['a', 'b', 'c']) {
      await histories.read(tracker, 'run', key, 5_000);
    }
    await histories.read(tracker, 'run', 'c', 5_000);
    expect(getMetricHistory).toHaveBeenCalledTimes(3);
    await histories.read(tracker, 'run', 'a', 5_000);
    expect(getMetricHistory).toHaveBeenCalledTimes(4);
  });
});
