import { promptOf, TokenCounter } from './TokenCounter';

const bytes = (text: string) => new TextEncoder().encode(text);
const usage = { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 };

describe('TokenCounter', () => {
  it('takes what a whole answer says, however it is cut', () => {
    const counter = new TokenCounter('application/json');
    const text = JSON.stringify({ choices: [], usage, note: 'ü' });
    for (const byte of bytes(text)) {
      counter.push(Uint8Array.of(byte));
    }
    expect(counter.result('')).toEqual(usage);
  });

  it('takes what the last event says, however they are cut', () => {
    const counter = new TokenCounter('text/event-stream; charset=utf-8');
    const events = [
      { choices: [{ delta: { content: 'Hello there' } }] },
      { choices: [], usage },
    ].map(event => `data: ${JSON.stringify(event)}\n\n`);
    const all = bytes(`${events.join('')}data: [DONE]\n\n`);
    for (let i = 0; i < all.length; i += 5) {
      counter.push(all.subarray(i, i + 5));
    }
    expect(counter.result('x')).toEqual(usage);
  });

  it('guesses by words where nothing is said', () => {
    const counter = new TokenCounter('text/event-stream');
    const event = { choices: [{ delta: { content: 'one two three ' } }] };
    counter.push(bytes(`data: ${JSON.stringify(event)}\n\n`));
    const prompt = promptOf({
      messages: [{ role: 'user', content: 'count to ten please' }],
    });
    expect(counter.result(prompt)).toEqual({
      prompt_tokens: 5,
      completion_tokens: 4,
      total_tokens: 9,
    });
  });

  it('counts nothing of what it does not understand', () => {
    const counter = new TokenCounter(null);
    counter.push(bytes('not json'));
    expect(counter.result('').total_tokens).toBe(0);
  });
});
