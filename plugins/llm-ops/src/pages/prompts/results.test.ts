import { shareOf, tokensAnAnswer } from './results';

const variant = {
  template_id: 'a',
  weight: 3,
  requests: 4,
  answers: 3,
  prompt_tokens: 21,
  completion_tokens: 10,
  mean_answer_ms: 120,
};

describe('results of an experiment', () => {
  it('are shared by weight', () => {
    const other = { ...variant, template_id: 'b', weight: 1 };
    const all = [variant, other];
    expect(all.map(one => shareOf(one, all))).toEqual(['75 %', '25 %']);
  });

  it('have no mean before the first answer', () => {
    expect(tokensAnAnswer(variant)).toBe(3);
    expect(tokensAnAnswer({ ...variant, answers: 0 })).toBeUndefined();
  });
});
