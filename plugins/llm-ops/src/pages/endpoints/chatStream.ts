import { EventSourceParserStream } from 'eventsource-parser/stream';

/**
 * Text pieces of an OpenAI chat completion stream, until `[DONE]`.
 * @throws Error when the stream carries an `error` event
 */
export async function* readChatStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<string> {
  const events = body
    .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value.data === '[DONE]') {
      return;
    }
    const chunk = JSON.parse(value.data);
    if (value.event === 'error' || chunk.error) {
      throw new Error(
        chunk.error?.message ?? chunk.message ?? 'The model stopped answering',
      );
    }
    const text = chunk.choices?.[0]?.delta?.content;
    if (text) {
      yield text;
    }
  }
}
