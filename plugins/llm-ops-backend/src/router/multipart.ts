import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import busboy from 'busboy';
import { Request } from 'express';

/**
 * The files of a multipart request, one after the other, each as a stream
 * that must be read to its end before the next is asked for.
 * @throws InputError when the request is not multipart or a name is not safe
 */
export async function* readFiles(
  request: Request,
): AsyncGenerator<{ name: string; content: Readable }> {
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: request.headers,
      preservePath: true,
      defParamCharset: 'utf8',
    });
  } catch {
    throw new InputError(
      'Send the files as multipart/form-data in the field "files"',
    );
  }
  const queue: { name: string; content: Readable }[] = [];
  let ended = false;
  let failure: Error | undefined;
  let notify = () => {};
  const signal = () => notify();
  const nextSignal = () =>
    new Promise<void>(resolve => {
      notify = resolve;
    });
  parser.on('file', (_field, content, info) => {
    queue.push({ name: info.filename ?? '', content });
    signal();
  });
  parser.on('close', () => {
    ended = true;
    signal();
  });
  const fail = (error: Error) => {
    failure = error;
    queue.forEach(file => file.content.destroy(error));
    signal();
  };
  parser.on('error', error => fail(error as Error));
  request.on('aborted', () => fail(new Error('The client went away')));
  request.pipe(parser);
  try {
    for (;;) {
      while (queue.length === 0 && !ended && !failure) {
        await nextSignal();
      }
      if (failure) {
        throw new InputError(`The upload broke off: ${failure.message}`);
      }
      const file = queue.shift();
      if (!file) {
        return;
      }
      yield { name: checkName(file.name), content: file.content };
      file.content.resume();
    }
  } finally {
    request.unpipe(parser);
    request.resume();
  }
}

/** Rounds of percent encoding that are looked through. */
const DECODE_ROUNDS = 4;

/** Relative names are kept; anything that could leave the folder is refused. */
export function checkName(name: string): string {
  let seen = name;
  for (let round = 0; round < DECODE_ROUNDS; round += 1) {
    if (!isRelative(seen)) {
      throw new InputError(
        `'${name}' is not an allowed file name; use relative names without '..' or backslashes`,
      );
    }
    seen = decoded(seen);
  }
  return name;
}

/** Also in the wide forms of dots and slashes that Unicode knows. */
function isRelative(name: string): boolean {
  const plain = name.normalize('NFKC');
  const control = [...plain].some(c => c.charCodeAt(0) < 32);
  return (
    plain.length > 0 &&
    plain.length <= 400 &&
    !control &&
    !plain.includes('\\') &&
    !plain.split('/').some(part => ['', '.', '..'].includes(part))
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
