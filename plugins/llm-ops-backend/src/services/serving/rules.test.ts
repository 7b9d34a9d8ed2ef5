import { ModelRecord } from '../models';
import {
  changedSpec,
  checkDeploymentSpec,
  checkReplacement,
  checkSpec,
  normalizeRoute,
} from './rules';

const model = {
  metadata: { model_family: 'llama', max_position_embeddings: 2048 },
} as unknown as ModelRecord;
const spec = {
  model_ref: 'm',
  model_family: 'llama',
  job_type: 'SFT',
  serve_target: 'GENERATION',
  runtime: { max_input_tokens: 1024 },
};

describe('routes', () => {
  it.each([
    [' bot ', '/bot'],
    ['/bot/', '/bot'],
    ['/llm-ops/v1/serve/bot', '/llm-ops/v1/serve/bot'],
  ])('%s becomes %s', (given, expected) => {
    expect(normalizeRoute(given)).toBe(expected);
  });

  it.each(['', '/', '/a/../b', 'a b'])('refuses %j', route => {
    expect(() => normalizeRoute(route)).toThrow(/is not a route/);
  });
});

describe('a change', () => {
  const before = {
    minReplicas: 1,
    maxReplicas: 3,
    cpuLimit: '1',
    promptPolicyId: 'p',
    autoscalePolicy: { cpuUtilization: 60 },
  };

  it('leaves what it does not name and clears what is null', () => {
    expect(
      changedSpec(before, {
        maxReplicas: undefined,
        cpuLimit: null,
        promptPolicyId: null,
        autoscalePolicy: { memory: 80 },
      }),
    ).toEqual({
      minReplicas: 1,
      maxReplicas: 3,
      autoscalePolicy: { memoryUtilization: 80 },
    });
    expect(changedSpec(before, { autoscalePolicy: null })).not.toHaveProperty(
      'autoscalePolicy',
    );
  });
});

describe('what may be deployed', () => {
  it('refuses fewer replicas at most than at least', () => {
    expect(() => checkSpec({ minReplicas: 3, maxReplicas: 1 })).toThrow(
      /must not be above/,
    );
    expect(() =>
      checkSpec({ minReplicas: 1, maxReplicas: 1, cpuRequest: '-1' }),
    ).toThrow(/quantity/);
  });

  it.each([
    [{ serve_target: 'RAG' }, /cannot be served as RAG/],
    [{ rollout: { strategy: 'canary' } }, /needs rollout.traffic_split/],
    [
      { rollout: { strategy: 'canary', traffic_split: { old: 90, new: 20 } } },
      /sum to 100/,
    ],
    [{ model_family: 'bert' }, /does not fit/],
    [{ runtime: { max_input_tokens: 4096 } }, /above what the model takes/],
  ])('refuses %j', (change, message) => {
    expect(() => checkDeploymentSpec({ ...spec, ...change }, model)).toThrow(
      message,
    );
  });

  it('replaces a revision as a whole only', () => {
    const split = (old: number) => ({
      ...spec,
      rollout: {
        strategy: 'canary',
        traffic_split: { old, new: 100 - old },
      },
    });
    expect(() => checkReplacement(split(90))).toThrow(
      /leaves 90 % .* send {"old": 0, "new": 100}/,
    );
    expect(() => checkReplacement(split(0))).not.toThrow();
    expect(() => checkReplacement(spec)).not.toThrow();
    expect(() => checkReplacement(undefined)).not.toThrow();
  });

  it('takes a spec that fits', () => {
    expect(() => checkDeploymentSpec(spec, model)).not.toThrow();
  });
});
