import { StageCondition } from '@llm-ops/plugin-llm-ops-node';
import { dependsOf, whenOf } from './condition';

const about = (own: Partial<StageCondition>): StageCondition => ({
  stage: 'look',
  output: 'colour',
  operator: '==',
  value: 'red',
  ...own,
});
const stage = (condition?: StageCondition, dependencies = ['look']) => ({
  name: 's',
  image: 'i',
  command: [],
  dependencies,
  condition,
});

describe('whenOf', () => {
  it('compares words as words and numbers as numbers', () => {
    const given = '{{tasks.look.outputs.parameters.colour}}';
    expect(whenOf(about({}))).toBe(`'${given}' == 'red'`);
    expect(whenOf(about({ operator: '<=', value: '-0.5' }))).toBe(
      `${given} <= -0.5`,
    );
    expect(whenOf(about({ value: "it's" }))).toBe(`'${given}' == 'it\\'s'`);
  });

  it('writes lists out', () => {
    const given = '{{tasks.look.outputs.parameters.colour}}';
    expect(whenOf(about({ operator: 'in', value: ['red', '7'] }))).toBe(
      `'${given}' == 'red' || ${given} == 7`,
    );
    expect(whenOf(about({ operator: 'not in', value: ['red', '7'] }))).toBe(
      `'${given}' != 'red' && ${given} != 7`,
    );
  });
});

describe('dependsOf', () => {
  it('waits for what the condition looks at, besides the other stages', () => {
    expect(dependsOf(stage(undefined, []))).toBeUndefined();
    expect(dependsOf(stage(undefined, ['a', 'b']))).toBe('a && b');
    expect(dependsOf(stage(about({}), ['a', 'look']))).toBe(
      'a && (look.Succeeded)',
    );
  });

  it('goes by how a stage ended when no output is named', () => {
    const phase = (own: Partial<StageCondition>) =>
      dependsOf(stage(about({ output: undefined, ...own })));
    expect(phase({ value: 'failed' })).toBe('(look.Failed || look.Errored)');
    expect(phase({ operator: 'not in', value: ['failed', 'skipped'] })).toBe(
      '(look.Succeeded)',
    );
    expect(whenOf(about({ output: undefined }))).toBeUndefined();
  });
});
