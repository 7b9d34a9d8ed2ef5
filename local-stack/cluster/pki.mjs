import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { apiServer, network, pki } from './layout.mjs';

const exec = promisify(execFile);
const openssl = (...args) => exec('openssl', args, { cwd: pki });
const DAYS = '3650';

const local = `DNS:localhost,IP:127.0.0.1,IP:${network.host}`;

/** Certificates: name, subject, and the names they are valid for. */
const CERTIFICATES = [
  [
    'apiserver',
    '/CN=kube-apiserver',
    `${local},DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:${network.firstService}`,
  ],
  ['admin', '/O=system:masters/CN=admin', local],
  ['kube-controller-manager', '/CN=system:kube-controller-manager', local],
  ['kube-scheduler', '/CN=system:kube-scheduler', local],
  ['kubelet', '/O=system:nodes/CN=system:node:local', `DNS:local,${local}`],
  ['kube-proxy', '/CN=system:kube-proxy', local],
  ['front-proxy', '/CN=front-proxy', local],
  ['webhook', '/CN=webhook', `${local},IP:${network.controllers}`],
  ['portal', '/CN=llm-ops-portal', local],
];
const USERS = [
  'admin',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'portal',
];

async function sign(name, subject, alternatives) {
  const extensions = join(pki, `${name}.ext`);
  await writeFile(
    extensions,
    `keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=${alternatives}\n`,
  );
  await openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    subject,
  );
  await openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    DAYS,
    '-out',
    `${name}.crt`,
    '-extfile',
    extensions,
  );
}

async function kubeconfig(user) {
  const read = async file =>
    (await readFile(join(pki, file))).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'local',
        cluster: {
          server: apiServer,
          'certificate-authority-data': await read('ca.crt'),
        },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': await read(`${user}.crt`),
          'client-key-data': await read(`${user}.key`),
        },
      },
    ],
    contexts: [{ name: 'local', context: { cluster: 'local', user } }],
    'current-context': 'local',
  });
}

/** Certificates and kubeconfigs of the cluster, made once. */
export async function createCertificates() {
  if (existsSync(join(pki, 'done'))) {
    return;
  }
  await mkdir(pki, { recursive: true, mode: 0o700 });
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    DAYS,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=llm-ops-local-ca',
  );
  for (const [name, subject, alternatives] of CERTIFICATES) {
    await sign(name, subject, alternatives);
  }
  await openssl('genrsa', '-out', 'sa.key', '2048');
  await openssl('rsa', '-in', 'sa.key', '-pubout', '-out', 'sa.pub');
  for (const user of USERS) {
    await writeFile(join(pki, `${user}.kubeconfig`), await kubeconfig(user), {
      mode: 0o600,
    });
  }
  await writeFile(join(pki, 'done'), '');
}
