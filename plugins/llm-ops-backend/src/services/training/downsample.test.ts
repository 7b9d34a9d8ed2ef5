import { downsample } from './downsample';

const wave = Array.from({ length: 100_000 }, (_, step) => ({
  step,
  value: Math.sin(step / 1_000),
}));

describe('downsample', () => {
  it('keeps what is few as it is', () => {
    const few = wave.slice(0, 10);
    expect(downsample(few, 10)).toBe(few);
  });

  it('keeps a peak and a dip of one step among 100,000', () => {
    const spiky = wave.map(point => ({ ...point }));
    spiky[33_333].value = 50;
    spiky[66_666].value = -50;
    const kept = downsample(spiky, 1_000);
    expect(kept.length).toBeLessThanOrEqual(1_000);
    expect(kept).toContain(spiky[33_333]);
    expect(kept).toContain(spiky[66_666]);
  });

  it('keeps the ends, the order and no point twice', () => {
    const kept = downsample(wave, 400);
    expect(kept[0].step).toBe(0);
    expect(kept[kept.length - 1].step).toBe(99_999);
    const steps = kept.map(point => point.step);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  });

  it('takes 100,000 points in a few milliseconds', () => {
    const begun = performance.now();
    downsample(wave, 1_000);
    expect(performance.now() - begun).toBeLessThan(100);
  });
});
