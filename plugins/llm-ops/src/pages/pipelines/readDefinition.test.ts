import { example } from './example';
import { readDefinition } from './readDefinition';

describe('readDefinition', () => {
  it('reads the example as it is', () => {
    const { body, stages, problem } = readDefinition(JSON.stringify(example));
    expect(problem).toBeUndefined();
    expect(body).toEqual(example);
    expect(stages.map(stage => stage.name)).toEqual([
      'check',
      'train',
      'judge',
      'deploy',
    ]);
  });

  it.each([
    ['{', /JSON/],
    ['null', /no list of stages/],
    ['{"stages": [{"name": "a"}, {"name": "a"}]}', /no other has/],
    ['{"stages": [{}]}', /needs a name/],
  ])('says what is wrong with %s', (text, words) => {
    const { body, problem } = readDefinition(text);
    expect(body).toBeUndefined();
    expect(problem).toMatch(words);
  });
});
