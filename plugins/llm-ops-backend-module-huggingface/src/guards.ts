import { InputError } from '@backstage/errors';

/** `owner/name` as the hub allows it; never a URL or a path. */
export function checkModelId(id: string): string {
  if (
    !/^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/.test(id) ||
    id.includes('..')
  ) {
    throw new InputError(
      `'${id}' is not the id of a model; write owner/name, for example HuggingFaceTB/SmolLM2-135M-Instruct`,
    );
  }
  return id;
}

/** A branch, tag or commit. */
export function checkRevision(revision: string): string {
  if (!/^[\w][\w./-]{0,127}$/.test(revision) || revision.includes('..')) {
    throw new InputError(`'${revision}' is not a revision`);
  }
  return revision;
}

/** A relative path of a repository's file. */
export function checkPath(path: string): string {
  const parts = path.split('/');
  const control = [...path].some(c => c.charCodeAt(0) < 32);
  if (
    control ||
    path.includes('\\') ||
    parts.some(p => p === '' || p === '.' || p === '..')
  ) {
    throw new InputError(
      `The repository holds a file with a name that is not safe: '${path}'`,
    );
  }
  return path;
}

/** The token. @throws InputError, which does not repeat it */
export function checkToken(token: string | undefined): string | undefined {
  if (token && !/^hf_[\w-]+$/.test(token)) {
    throw new InputError('An access token of the hub begins with hf_');
  }
  return token || undefined;
}
