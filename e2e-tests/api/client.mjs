import { readFile } from 'node:fs/promises';

/** The stack under test; the runner says where it is described. */
export const stack = JSON.parse(
  await readFile(process.env.LLM_OPS_TEST_STACK_JSON, 'utf8'),
);

/** Calls `/llm-ops/v1` with the stack's token; gives code and body. */
export async function call(method, path, body, headers = {}) {
  const form = body instanceof FormData;
  const response = await fetch(`${stack.portal.url}/llm-ops/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${stack.adminToken}`,
      ...(body && !form && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: form || !body ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    code: response.status,
    headers: response.headers,
    body: text ? JSON.parse(text) : undefined,
  };
}

/** Files as a form, `{name: content}`. */
export function files(contents) {
  const form = new FormData();
  for (const [name, content] of Object.entries(contents)) {
    form.append('files', new Blob([content]), name);
  }
  return form;
}

/** Asks until the answer is as wanted. */
export async function until(what, seconds, ask) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    last = await ask();
    if (last) {
      return last;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error(`${what} did not happen within ${seconds} s`);
}
