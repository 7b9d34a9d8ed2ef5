import {
  ReadableStream,
  TextDecoderStream,
  TransformStream,
} from 'node:stream/web';
import { readChatStream } from './chatStream';

Object.assign(globalThis, { TextDecoderStream, TransformStream });

function streamOf(...parts: string[]) {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) {
        controller.enqueue(new TextEncoder().encode(part));
      }
      controller.close();
    },
  }) as unknown as globalThis.ReadableStream<Uint8Array>;
}

async function collect(stream: AsyncGenerator<string>) {
  const pieces: string[] = [];
  for await (const piece of stream) {
    pieces.push(piece);
  }
  return pieces;
}

const event = (text: string) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\n`;

describe('readChatStream', () => {
  it('yields the text of each event, also when one arrives in two parts', async () => {
    const second = event('there');
    await expect(
      collect(
        readChatStream(
          streamOf(
            event('Hi '),
            second.slice(0, 9),
            second.slice(9),
            'data: [DONE]\n\n',
          ),
        ),
      ),
    ).resolves.toEqual(['Hi ', 'there']);
  });

  it('throws what the model said when it fails in the middle', async () => {
    await expect(
      collect(
        readChatStream(
          streamOf(
            event('Hi'),
            'data: {"error":{"message":"out of memory"}}\n\n',
          ),
        ),
      ),
    ).rejects.toThrow('out of memory');
  });
});
