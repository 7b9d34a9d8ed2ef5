import { request } from 'node:http';
import { stack } from '../client.mjs';

/** Sends a path exactly as it is written; `fetch` would tidy it up. */
export function put(path, token, body) {
  const { hostname, port } = new URL(stack.portal.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        path,
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token}`,
          'content-length': Buffer.byteLength(body),
        },
      },
      response => {
        let text = '';
        response.on('data', chunk => (text += chunk));
        response.on('end', () =>
          resolve({ code: response.statusCode, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
