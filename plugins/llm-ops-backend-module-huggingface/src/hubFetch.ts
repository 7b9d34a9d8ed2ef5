import { NotAllowedError } from '@backstage/errors';
import { CallOptions, unavailable } from '@llm-ops/plugin-llm-ops-node';

/** Longest wait for the head of an answer, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Fetch that only reaches the hub at `hubUrl`, redirects included. */
export function hubFetch(
  hubUrl: string,
  options: CallOptions = {},
): typeof globalThis.fetch {
  const { host } = new URL(hubUrl);
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : String(input));
    for (let redirects = 0; redirects < 5; redirects += 1) {
      if (url.host !== host) {
        throw new NotAllowedError(
          `The hub points to another host (${url.host}); refused`,
        );
      }
      let response: Response;
      const late = new AbortController();
      const timer = setTimeout(
        () => late.abort(new Error('no answer')),
        TIMEOUT_MS,
      );
      try {
        response = await fetch(url, {
          ...init,
          redirect: 'manual',
          signal: AbortSignal.any([
            late.signal,
            ...(options.signal ? [options.signal] : []),
          ]),
        });
      } catch (error) {
        const { cause } = error as { cause?: unknown };
        throw unavailable('The hub', hubUrl, cause ?? error);
      } finally {
        clearTimeout(timer);
      }
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || !location) {
        return response;
      }
      url = new URL(location, url);
    }
    throw unavailable('The hub', hubUrl, 'it redirects in a circle');
  };
}
