import { ServingFramework, ServingRef, ServingSpec } from '../providers';
import { itAnswersProbes } from './provider';

/** Longest that the framework may take to notice a change, in milliseconds. */
const NOTICE_MS = 60_000;

/**
 * The contract of {@link ServingFramework}: a deployment is brought to its
 * spec however often that is asked for, says how it is in a sentence, and
 * leaves nothing when it is removed. That a model answers is what the
 * acceptance tests show.
 */
export function servingFrameworkContract(make: () => ServingFramework): void {
  describe('as a serving framework', () => {
    let framework: ServingFramework;
    const made: ServingRef[] = [];
    beforeAll(() => {
      framework = make();
    });
    afterAll(() => Promise.all(made.map(ref => framework.remove(ref))));

    const spec = (own: Partial<ServingSpec> = {}): ServingSpec => ({
      name: `contract-${process.pid}`,
      environment: 'dev',
      modelName: 'contract',
      modelUri: 's3://none-such/models/none/',
      modelFormat: 'huggingface',
      minReplicas: 1,
      maxReplicas: 2,
      resources: { cpuRequest: '10m', memoryRequest: '16Mi' },
      autoscale: { cpuUtilization: 70 },
      ...own,
    });
    const apply = async (wanted: ServingSpec) => {
      const ref = await framework.apply(wanted, { key: 'contract' });
      made.push(ref);
      return ref;
    };
    const until = async <T>(ask: () => Promise<T | undefined | false>) => {
      const end = Date.now() + NOTICE_MS;
      for (;;) {
        const answer = await ask();
        if (answer || Date.now() > end) {
          return answer;
        }
        await new Promise(resolve => setTimeout(resolve, 500));
      }
    };

    itAnswersProbes(() => framework);

    it('deploys once, tells how it goes, and follows a change of its spec', async () => {
      const ref = await apply(spec());
      await expect(apply(spec())).resolves.toEqual(ref);
      const status = await framework.get(ref);
      expect(status).toMatchObject({
        ref,
        replicas: { minimum: 1, maximum: 2, ready: 0 },
      });
      expect(['deploying', 'failed']).toContain(status.state);
      expect(status.message).not.toBe('');
      await apply(spec({ maxReplicas: 3 }));
      expect((await framework.get(ref)).replicas.maximum).toBe(3);
      expect(
        await until(async () => (await framework.pods(ref)).length > 0),
      ).toBe(true);
    });

    it('stops at no replicas and keeps the deployment', async () => {
      const ref = await apply(spec({ minReplicas: 0, maxReplicas: 0 }));
      expect(await framework.get(ref)).toMatchObject({
        state: 'degraded',
        message: expect.stringMatching(/stopped/),
      });
    });

    it('removes what it made, and minds no second time', async () => {
      const ref = await apply(spec());
      await framework.remove(ref);
      await framework.remove(ref);
      const gone = await until(() =>
        framework.get(ref).then(
          () => false,
          (error: Error) => error.name,
        ),
      );
      expect(gone).toBe('NotFoundError');
    });
  });
}
