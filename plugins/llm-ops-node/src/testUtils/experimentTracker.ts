import { ExperimentTracker, MetricPoint } from '../providers';
import { itAnswersProbes } from './provider';

/** Points of a loss that falls; more than one batch of any tool. */
const losses = (count: number): MetricPoint[] =>
  Array.from({ length: count }, (_, step) => ({
    key: 'loss',
    value: 4 / (step + 1),
    timestamp: 1_700_000_000_000 + step,
    step,
  }));

/**
 * The contract of {@link ExperimentTracker}: a run is made once however often
 * it is asked for, and no point, parameter or tag is lost on the way.
 */
export function experimentTrackerContract(make: () => ExperimentTracker): void {
  describe('as an experiment tracker', () => {
    let tracker: ExperimentTracker;
    let counter = 0;
    const experimentName = `contract-${process.pid}-${Date.now()}`;

    beforeAll(() => {
      tracker = make();
    });

    const create = (key = `key-${(counter += 1)}`) =>
      tracker.createRun({
        key,
        experimentName,
        runName: 'first',
        status: 'SCHEDULED',
        startTime: 1_700_000_000_000,
        params: { learning_rate: '0.001' },
        tags: { 'llmops.job': 'j1' },
        inputs: [
          {
            name: 'jargon',
            digest: 'a'.repeat(36),
            source: 's3://b/k',
            context: 'training',
          },
        ],
      });

    itAnswersProbes(() => tracker);

    it('makes a run with its parameters and tags, before it has started', async () => {
      const { runId } = await create();
      expect(await tracker.getRun(runId)).toMatchObject({
        runName: 'first',
        status: 'SCHEDULED',
        params: { learning_rate: '0.001' },
        tags: { 'llmops.job': 'j1' },
      });
    });

    it('finds the run again when its making is repeated', async () => {
      const first = await create('same');
      const again = await create('same');
      expect(again.runId).toBe(first.runId);
    });

    it('keeps every point of a long metric, in order', async () => {
      const { runId } = await create();
      const points = losses(2_500);
      await tracker.logBatch(runId, { metrics: points });
      await tracker.logBatch(runId, { metrics: points.slice(-10) });
      const kept = await tracker.getMetricHistory(runId, 'loss');
      expect(kept.map(({ step, value }) => [step, value])).toEqual(
        points.map(({ step, value }) => [step, value]),
      );
      expect((await tracker.getRun(runId)).metrics.loss).toBe(
        points[2_499].value,
      );
    });

    it('keeps more parameters than one request takes', async () => {
      const { runId } = await create();
      const params = Object.fromEntries(
        Array.from({ length: 250 }, (_, i) => [`p${i}`, String(i)]),
      );
      await tracker.logBatch(runId, { params, tags: { stage: 'train' } });
      const run = await tracker.getRun(runId);
      expect(run.params).toMatchObject(params);
      expect(run.tags).toMatchObject({ stage: 'train' });
    });

    it('follows a run to its end', async () => {
      const { runId } = await create();
      await tracker.updateRun(runId, { status: 'RUNNING' });
      await tracker.updateRun(runId, {
        status: 'FINISHED',
        endTime: 1_700_000_100_000,
      });
      expect(await tracker.getRun(runId)).toMatchObject({
        status: 'FINISHED',
        endTime: 1_700_000_100_000,
      });
    });

    it('finds runs of an experiment, page by page', async () => {
      await create();
      await create();
      const first = await tracker.searchRuns({
        experimentNames: [experimentName],
        maxResults: 1,
      });
      const second = await tracker.searchRuns({
        experimentNames: [experimentName],
        maxResults: 1,
        pageToken: first.nextPageToken,
      });
      expect(second.runs).toHaveLength(1);
      expect(second.runs[0].runId).not.toBe(first.runs[0].runId);
      await expect(
        tracker.searchRuns({
          experimentNames: ['there is no such experiment'],
          maxResults: 1,
        }),
      ).resolves.toMatchObject({ runs: [] });
    });

    it('has no artifacts of a run that made none, and gives none outside of it', async () => {
      const { runId } = await create();
      await expect(tracker.listArtifacts(runId)).resolves.toEqual([]);
      await expect(
        tracker.readArtifact(runId, '../../secrets'),
      ).rejects.toMatchObject({ name: 'InputError' });
    });

    it('removes a run, which is found no more', async () => {
      const { runId } = await create();
      await tracker.deleteRun(runId);
      const { runs } = await tracker.searchRuns({
        experimentNames: [experimentName],
        maxResults: 100,
      });
      expect(runs.map(run => run.runId)).not.toContain(runId);
    });

    it('answers not found for a run there is not', async () => {
      await expect(tracker.getRun('0'.repeat(32))).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });
  });
}
