import { readCondition } from './conditions';
import { PipelineStage } from './types';

const stage = (own: Partial<PipelineStage>): PipelineStage => ({
  name: 'next',
  type: 'deployment',
  dependencies: [],
  ...own,
});
const earlier = [stage({ name: 'Check it' }), stage({ name: 'train' })];
const read = (
  condition: Record<string, unknown>,
  dependencies: string[] = [],
) => readCondition(stage({ condition, dependencies }), earlier);

describe('readCondition', () => {
  it('finds the output a field names', () => {
    const rest = { operator: '>=', value: 0.8 };
    const expected = { output: 'score', operator: '>=', value: '0.8' };
    expect(read({ field: 'Check it.score', ...rest })).toEqual({
      stage: 'Check it',
      ...expected,
    });
    expect(read({ task: 'train', field: 'score', ...rest })).toEqual({
      stage: 'train',
      ...expected,
    });
    expect(read({ field: 'score', ...rest }, ['Check it'])).toEqual({
      stage: 'Check it',
      ...expected,
    });
    expect(read({ field: 'score', ...rest })).toMatchObject({ stage: 'train' });
  });

  it('takes a task alone for how it ended, or for its result', () => {
    expect(read({ task: 'train', operator: '==', value: 'Failed' })).toEqual({
      stage: 'train',
      operator: '==',
      value: 'failed',
    });
    expect(
      read({ task: 'train', operator: 'in', value: ['success', 'skipped'] }),
    ).toEqual({
      stage: 'train',
      operator: 'in',
      value: ['succeeded', 'skipped'],
    });
    expect(read({ task: 'train', operator: '<', value: 2 })).toEqual({
      stage: 'train',
      output: 'result',
      operator: '<',
      value: '2',
    });
  });

  it.each([
    [{ operator: '==', value: 1 }, /needs a field or a task/],
    [{ field: 'x', operator: '~', value: 1 }, /has no operator out of/],
    [{ field: 'x', operator: '==' }, /needs a value/],
    [{ field: 'x', operator: '==', value: [1, 2] }, /only in and not in/],
    [{ field: 'x', operator: '>', value: 'much' }, /needs a number/],
    [{ task: 'later', operator: '==', value: 1 }, /listed before it/],
    [{ field: 'later.x', operator: '==', value: 1 }, /listed before it/],
    [{ field: 'x y', operator: '==', value: 1 }, /letters, digits/],
    [{ field: 'x', operator: '==', value: '{{x}}' }, /would replace/],
    [
      {
        task: 'train',
        operator: 'not in',
        value: ['succeeded', 'failed', 'skipped'],
      },
      /can never be true/,
    ],
  ])('refuses %p', (condition, words) => {
    expect(() => read(condition)).toThrow(words);
  });
});
