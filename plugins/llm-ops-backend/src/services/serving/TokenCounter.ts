/** Tokens of one request and its answer. */
export interface TokenUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

/** Tokens that a word is taken for where a server does not count; as before. */
const TOKENS_A_WORD = 1.3;
/** Most of an answer that is looked at for its usage, in characters. */
const MAX_TEXT = 8 * 1024 * 1024;

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** A guess for servers that do not say. */
export function guessUsage(prompt: string, answer: string): TokenUsage {
  const tokens = (text: string) => Math.round(wordsOf(text) * TOKENS_A_WORD);
  return {
    prompt_tokens: tokens(prompt),
    completion_tokens: tokens(answer),
    total_tokens: tokens(prompt) + tokens(answer),
  };
}

/** The texts of a request, whatever its shape. */
export function promptOf(body: Record<string, unknown> | undefined): string {
  const messages = Array.isArray(body?.messages) ? body.messages : [];
  const texts = messages.map(({ content }) =>
    typeof content === 'string' ? content : JSON.stringify(content ?? ''),
  );
  return [...texts, ...(body?.prompt ? [String(body.prompt)] : [])].join(' ');
}

/** Reads along as an answer passes by, and says what it used. */
export class TokenCounter {
  readonly #events: boolean;
  readonly #decoder = new TextDecoder();
  #text = '';
  #answer = '';
  #usage: Partial<TokenUsage> | undefined;

  /** @param contentType - of the answer; events are read one by one */
  constructor(contentType: string | null) {
    this.#events = /event-stream/.test(contentType ?? '');
  }

  push(chunk: Uint8Array): void {
    if (this.#text.length < MAX_TEXT) {
      this.#text += this.#decoder.decode(chunk, { stream: true });
    }
    if (!this.#events) {
      return;
    }
    const lines = this.#text.split('\n');
    this.#text = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:') && !line.includes('[DONE]')) {
        this.#read(line.slice('data:'.length));
      }
    }
  }

  /** What was used; guessed when the server did not say. */
  result(prompt: string): TokenUsage {
    if (!this.#events) {
      this.#read(this.#text);
    }
    const guessed = guessUsage(prompt, this.#answer);
    const sent = this.#usage?.prompt_tokens ?? guessed.prompt_tokens;
    const made = this.#usage?.completion_tokens ?? guessed.completion_tokens;
    return {
      prompt_tokens: sent,
      completion_tokens: made,
      total_tokens: sent + made,
    };
  }

  #read(json: string): void {
    try {
      const { usage, choices } = JSON.parse(json);
      this.#usage = usage ?? this.#usage;
      const [choice] = choices ?? [];
      this.#answer +=
        choice?.delta?.content ??
        choice?.message?.content ??
        choice?.text ??
        '';
    } catch {
      // Not an answer in a known shape: it counts as a request without tokens.
    }
  }
}
