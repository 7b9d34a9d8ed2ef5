import { setTimeout as sleep } from 'node:timers/promises';

/** Time between two questions about something that takes a while, ms. */
const ASK_EVERY_MS = 500;

/** Calls `/llm-ops/v1` of a stack as the command line's user. */
export function createApi(stack) {
  async function call(method, path, body) {
    const form = body instanceof FormData;
    const response = await fetch(`${stack.portal.url}/llm-ops/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${stack.adminToken}`,
        prefer: 'handling=strict',
        ...(body && !form && { 'content-type': 'application/json' }),
      },
      body: form || !body ? body : JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok || answer.status === 'fail') {
      throw new Error(
        `${method} ${path}: ${response.status} ${answer.message}`,
      );
    }
    return answer.data;
  }

  /** Asks until there is an answer; `describe` tells what it waits for. */
  async function until(what, seconds, ask, describe = () => '') {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      const answer = await ask();
      if (answer) {
        return answer;
      }
      await sleep(ASK_EVERY_MS);
    }
    throw new Error(
      `${what} did not happen within ${seconds} s; ${await describe()}`,
    );
  }

  return {
    get: path => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
    upload(path, name, content) {
      const form = new FormData();
      form.append('files', new Blob([content]), name);
      return call('POST', path, form);
    },
    until,
  };
}
