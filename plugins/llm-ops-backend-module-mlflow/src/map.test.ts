import {
  quote,
  runSchema,
  safeArtifactPath,
  splitBatch,
  toNumber,
  toTrackedRun,
} from './map';

describe('splitBatch', () => {
  it('never passes the limits of MLflow, and loses nothing', () => {
    const metrics = Array.from({ length: 2500 }, (_, step) => ({
      key: 'loss',
      value: step,
      timestamp: 1,
      step,
    }));
    const params = Object.fromEntries(
      Array.from({ length: 150 }, (_, i) => [`p${i}`, 'x']),
    );
    const batches = splitBatch({ metrics, params, tags: { a: 'b' } });
    for (const batch of batches) {
      expect(batch.params.length).toBeLessThanOrEqual(100);
      expect(
        batch.metrics.length + batch.params.length + batch.tags.length,
      ).toBeLessThanOrEqual(1000);
    }
    expect(batches.flatMap(b => b.metrics)).toEqual(metrics);
    expect(batches.flatMap(b => b.params)).toHaveLength(150);
  });
});

describe('paths and filters', () => {
  it.each([
    '../x',
    'a/../b',
    '/etc/passwd',
    'a\\b',
    '%2e%2e/x',
    'C:/x',
    'a\u0000b',
    './a',
  ])('refuses %j', path => {
    expect(() => safeArtifactPath(path)).toThrow(/not a path/);
  });

  it('takes ordinary paths', () => {
    expect(safeArtifactPath('checkpoints/step 10/model..bin')).toBe(
      'checkpoints/step 10/model..bin',
    );
  });

  it('quotes what a filter can hold', () => {
    expect(quote("it's")).toBe('"it\'s"');
    expect(() => quote(`'"`)).toThrow(/both kinds/);
  });
});

describe('toTrackedRun', () => {
  it('reads what MLflow 3.17 sends', () => {
    const run = runSchema.parse({
      info: {
        run_id: 'r1',
        experiment_id: '7',
        status: 'FINISHED',
        start_time: 1000,
        end_time: 2000,
        lifecycle_stage: 'active',
        artifact_uri: 'mlflow-artifacts:/7/r1/artifacts',
      },
      data: {
        metrics: [{ key: 'loss', value: 'NaN', step: 1 }],
        params: [{ key: 'lr', value: '0.1' }],
      },
    });
    expect(toTrackedRun(run, 'http://mlflow')).toMatchObject({
      runId: 'r1',
      params: { lr: '0.1' },
      metrics: { loss: NaN },
      webUrl: 'http://mlflow/#/experiments/7/runs/r1',
    });
    expect(toNumber('-Infinity')).toBe(-Infinity);
  });
});
