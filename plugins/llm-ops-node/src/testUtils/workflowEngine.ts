import { WorkflowEngine, WorkflowSpec, WorkflowStatus } from '../providers';
import { itAnswersProbes } from './provider';

/** Longest that a small workflow may take, in milliseconds. */
const END_MS = 180_000;

/**
 * The contract of {@link WorkflowEngine}: stages run in their order and only
 * under their conditions, failures are tried again and then told, and a
 * workflow is made once however often it is submitted.
 *
 * @param image - image with a shell that the engine can run
 */
export function workflowEngineContract(
  make: () => WorkflowEngine,
  image: string,
): void {
  describe('as a workflow engine', () => {
    let engine: WorkflowEngine;
    let counter = 0;
    beforeAll(() => {
      engine = make();
    });

    const stage = (
      name: string,
      script: string,
      own: Partial<WorkflowSpec['stages'][0]> = {},
    ) => ({
      name,
      image,
      command: ['sh', '-c', script],
      dependencies: [],
      resources: { cpuRequest: '10m', memoryRequest: '16Mi' },
      ...own,
    });
    const spec = (
      stages: WorkflowSpec['stages'],
      own: Partial<WorkflowSpec> = {},
    ): WorkflowSpec => ({
      name: `contract-${process.pid}-${(counter += 1)}`,
      environment: 'dev',
      maxRetries: 0,
      stages,
      ...own,
    });
    const submit = (wanted: WorkflowSpec, key = wanted.name) =>
      engine.submit(wanted, { key });
    const until = async (
      ref: { name: string; namespace: string },
      reached: (status: WorkflowStatus) => boolean,
    ) => {
      const end = Date.now() + END_MS;
      for (;;) {
        const status = await engine.get(ref);
        if (reached(status) || Date.now() > end) {
          return status;
        }
        await new Promise(resolve => setTimeout(resolve, 500));
      }
    };
    const ended = ({ phase }: WorkflowStatus) =>
      ['succeeded', 'failed', 'cancelled'].includes(phase);

    itAnswersProbes(() => engine);

    it('runs stages in order, hands on outputs, and leaves out what a condition forbids', async () => {
      const after = (value: string) => ({
        dependencies: ['measure'],
        condition: {
          stage: 'measure',
          output: 'score',
          operator: '>=' as const,
          value,
        },
      });
      const ref = await submit(
        spec([
          stage('measure', 'echo measuring; printf 7 > /tmp/score', {
            outputs: [{ name: 'score', path: '/tmp/score' }],
          }),
          stage('publish', 'echo published', after('5')),
          stage('celebrate', 'echo celebrated', after('9')),
        ]),
      );
      const status = await until(ref, ended);
      expect(status.phase).toBe('succeeded');
      const phases = Object.fromEntries(
        status.stages.map(item => [item.name, item.phase]),
      );
      expect(phases).toEqual({
        measure: 'succeeded',
        publish: 'succeeded',
        celebrate: 'skipped',
      });
      const [measure, publish] = ['measure', 'publish'].map(
        name => status.stages.find(item => item.name === name)!,
      );
      expect(measure.outputs).toEqual({ score: '7' });
      expect(publish.startedAt! >= measure.finishedAt!).toBe(true);
      expect(await engine.logs(ref, 'measure')).toContain('measuring');
      expect((await engine.pods(ref)).length).toBeGreaterThan(0);
    });

    it('compares with lists, and goes on under a condition that a stage failed', async () => {
      const when = (
        name: string,
        condition: WorkflowSpec['stages'][0]['condition'],
      ) => stage(name, 'true', { dependencies: [condition!.stage], condition });
      const status = await until(
        await submit(
          spec([
            stage('look', 'printf blue > /tmp/colour', {
              outputs: [{ name: 'colour', path: '/tmp/colour' }],
            }),
            when('warm', {
              stage: 'look',
              output: 'colour',
              operator: 'in',
              value: ['red', 'orange'],
            }),
            when('cold', {
              stage: 'look',
              output: 'colour',
              operator: 'not in',
              value: ['red', 'orange'],
            }),
            stage('broken', 'exit 1', { dependencies: ['cold'] }),
            when('mend', { stage: 'broken', operator: '==', value: 'failed' }),
            when('after', { stage: 'warm', operator: '!=', value: 'failed' }),
          ]),
        ),
        ended,
      );
      expect(status.stages.map(item => [item.name, item.phase])).toEqual([
        ['look', 'succeeded'],
        ['warm', 'skipped'],
        ['cold', 'succeeded'],
        ['broken', 'failed'],
        ['mend', 'succeeded'],
        ['after', 'succeeded'],
      ]);
      expect(status.phase).toBe('succeeded');
    });

    it('tries a failing stage again, then says that it failed and why', async () => {
      const ref = await submit(
        spec([stage('broken', 'echo no good >&2; exit 3')], {
          maxRetries: 1,
          retryBackoffSeconds: 1,
        }),
      );
      const status = await until(ref, ended);
      expect(status.phase).toBe('failed');
      expect(status.stages[0]).toMatchObject({ phase: 'failed', retries: 1 });
      expect(`${status.message} ${status.stages[0].message}`).toMatch(/3/);
    });

    it('makes a workflow once, and does not take over a foreign one', async () => {
      const wanted = spec([stage('short', 'true')]);
      const first = await submit(wanted, 'one');
      await expect(submit(wanted, 'one')).resolves.toEqual(first);
      await expect(submit(wanted, 'other')).rejects.toMatchObject({
        name: 'ConflictError',
      });
    });

    it('ends a running workflow, and leaves an ended one alone', async () => {
      const ref = await submit(spec([stage('long', 'sleep 600')]));
      await until(ref, status => status.phase === 'running');
      await engine.cancel(ref);
      const status = await until(ref, ended);
      expect(['cancelled', 'failed']).toContain(status.phase);
      await expect(engine.cancel(ref)).resolves.toBeUndefined();
    });

    it('answers not found for a workflow there is not', async () => {
      const ref = await submit(spec([stage('short', 'true')]));
      await expect(
        engine.get({ ...ref, name: 'none-such' }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(
        engine.cancel({ ...ref, name: 'none-such' }),
      ).resolves.toBeUndefined();
    });
  });
}
