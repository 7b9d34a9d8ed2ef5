import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { name, network } from './layout.mjs';

const exec = promisify(execFile);
const ip = (...args) => exec('ip', args);
/** A command whose failure means that there was nothing to do. */
const quietly = promise => promise.catch(() => undefined);

/** Kernel's limit for interface names is 15 characters. */
const veth = { outside: `${name}c`, inside: 'eth0' };

/**
 * The bridge with this machine's address on it, and a network namespace for
 * controllers that would otherwise listen on all addresses.
 */
export async function createNetwork() {
  if (!(await quietly(ip('link', 'show', name)))) {
    await ip('link', 'add', name, 'type', 'bridge');
    await ip('addr', 'add', `${network.host}/16`, 'dev', name);
  }
  await ip('link', 'set', name, 'up');
  await exec('sysctl', ['-qw', 'net.ipv4.ip_forward=1']);
  await removeNamespace();
  await ip('netns', 'add', name);
  await ip(
    'link',
    'add',
    veth.outside,
    'type',
    'veth',
    'peer',
    'name',
    'vpeer',
    'netns',
    name,
  );
  await ip('link', 'set', veth.outside, 'master', name, 'up');
  const inside = (...args) => ip('-n', name, ...args);
  await inside('link', 'set', 'vpeer', 'name', veth.inside);
  await inside('addr', 'add', `${network.controllers}/16`, 'dev', veth.inside);
  await inside('link', 'set', 'lo', 'up');
  await inside('link', 'set', veth.inside, 'up');
  await inside('route', 'add', 'default', 'via', network.host);
}

async function removeNamespace() {
  await quietly(ip('link', 'del', veth.outside));
  await quietly(ip('netns', 'del', name));
}

const list = async (...args) =>
  JSON.parse((await quietly(ip('-j', ...args)))?.stdout || '[]');

/** Removes a checkout's bridge with all that hangs on it, pods' ends included. */
export async function removeNetwork({ name: bridge } = { name }) {
  const spaces = new Map(
    (await list('netns', 'list')).map(({ id, name: space }) => [id, space]),
  );
  for (const link of await list('link', 'show', 'master', bridge)) {
    await quietly(ip('link', 'del', link.ifname));
    const space = spaces.get(link.link_netnsid);
    if (space) {
      await quietly(ip('netns', 'del', space));
    }
  }
  await quietly(ip('netns', 'del', bridge));
  await quietly(ip('link', 'del', bridge));
}

/** A command that runs in the controllers' network namespace. */
export function inNamespace(command, args) {
  return {
    command: 'nsenter',
    args: [`--net=/run/netns/${name}`, command, ...args],
  };
}
