import { conditionText, stageBefore } from './condition';

const earlier = [{ name: 'check' }, { name: 'train' }];

describe('conditions of pipelines', () => {
  it('read like a sentence', () => {
    expect(
      conditionText({ field: 'check.score', operator: '>=', value: 60 }),
    ).toBe('score >= 60');
    expect(
      conditionText({ task: 'train', operator: 'in', value: ['a', 'b'] }),
    ).toBe('train in a, b');
  });

  it('stand at the stage they look at', () => {
    const at = (condition: object, dependencies: string[] = []) =>
      stageBefore({ condition: condition as {}, dependencies }, earlier);
    expect(at({ task: 'check' })).toBe('check');
    expect(at({ field: 'check.score' })).toBe('check');
    expect(at({ field: 'score' }, ['check'])).toBe('check');
    expect(at({ field: 'score' })).toBe('train');
    expect(at({ task: 'none' })).toBeUndefined();
  });
});
