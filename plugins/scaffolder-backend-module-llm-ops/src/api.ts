import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** Calls `/llm-ops/v1` as the person who runs the template. */
export interface Api {
  call(
    credentials: BackstageCredentials,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Record<string, unknown>>;
}

export function createApi(deps: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Api {
  return {
    async call(credentials, method, path, body) {
      const { token } = await deps.auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'llm-ops',
      });
      const response = await fetch(
        `${await deps.discovery.getBaseUrl('llm-ops')}/v1${path}`,
        {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            prefer: 'handling=strict',
            ...(body && { 'content-type': 'application/json' }),
          },
          body: body && JSON.stringify(body),
        },
      );
      const answer = await response.json();
      if (answer.status !== 'success') {
        throw new InputError(answer.message ?? JSON.stringify(answer.detail));
      }
      return answer.data;
    },
  };
}

/** Record id behind an entity reference, or the id itself. */
export function recordId(value: string): string {
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(value)?.[0];
  if (!id) {
    throw new InputError(`'${value}' is not the id of a record`);
  }
  return id;
}
