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

/** Relative names are kept; anything that could leave the folder is refused. */
function checkName(name: string): string {
  const parts = name.split('/');
  const control = [...name].some(c => c.charCodeAt(0) < 32);
  if (
    !name ||
    control ||
    name.includes('\\') ||
    name.length > 400 ||
    parts.some(p => p === '' || p === '.' || p === '..')
  ) {
    throw new InputError(
      `'${name}' is not an allowed file name; use relative names without '..' or backslashes`,
    );
  }
  return name;
}
