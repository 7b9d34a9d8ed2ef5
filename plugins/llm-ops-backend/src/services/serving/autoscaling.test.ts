import { toAutoscale, toPolicy, unscaled } from './autoscaling';

describe('what an endpoint scales by', () => {
  it('has one name for each metric, whatever clients call it', () => {
    expect(
      toPolicy({ cpu: 60, memory_utilization: 80, target_latency_ms: 200 }),
    ).toEqual({
      cpuUtilization: 60,
      memoryUtilization: 80,
      targetLatencyMs: 200,
    });
    expect(toPolicy({ cpuUtilization: null })).toEqual({});
  });

  it.each([
    [{ cpuUtilization: -1 }, /cpuUtilization.*from 1 to 100.*not -1/],
    [{ memory: 101 }, /memoryUtilization.*not 101/],
    [{ gpuUtilization: 0 }, /gpuUtilization/],
    [{ cpu: '70' }, /not "70"/],
    [{ targetLatencyMs: -5 }, /milliseconds/],
  ])('refuses %j', (given, words) => {
    expect(() => toPolicy(given)).toThrow(words);
  });

  it('is CPU when nothing is said, else what is said', () => {
    expect(toAutoscale(undefined)).toEqual({ cpuUtilization: 70 });
    expect(toAutoscale({ gpuUtilization: 50 })).toEqual({ cpuUtilization: 70 });
    expect(toAutoscale({ memoryUtilization: 80 })).toEqual({
      memoryUtilization: 80,
    });
  });

  it('says which metrics nothing scales by', () => {
    expect(unscaled({ cpuUtilization: 60 })).toBeUndefined();
    expect(unscaled({ gpuUtilization: 60, targetLatencyMs: 5 })).toMatch(
      /not scaled by gpuUtilization, targetLatencyMs/,
    );
  });
});
