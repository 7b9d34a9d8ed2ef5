import { readFile } from 'node:fs/promises';
import { request as send } from 'node:https';

/** Whether a path of the API server answers 200 to a kubeconfig's user. */
export async function request(kubeconfig, path) {
  const { clusters, users } = JSON.parse(await readFile(kubeconfig, 'utf8'));
  const decode = text => Buffer.from(text, 'base64');
  return new Promise((resolve, reject) => {
    const call = send(
      new URL(path, clusters[0].cluster.server),
      {
        ca: decode(clusters[0].cluster['certificate-authority-data']),
        cert: decode(users[0].user['client-certificate-data']),
        key: decode(users[0].user['client-key-data']),
        timeout: 5_000,
      },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer within 5 s')));
    call.on('error', reject);
    call.end();
  });
}
