import { stack } from './client.mjs';

/** What the old headers say of somebody, sent as the stack's proxy would. */
const viaProxy = (id, roles, teams = []) => ({
  'x-proxy-secret': stack.proxySecret,
  'x-user-id': id,
  'x-user-roles': roles,
  ...(teams.length > 0 && { 'x-user-teams': teams.join(', ') }),
});

/** Nobody, and who only says to be somebody: refused everywhere. */
export const UNKNOWN = {
  'no identity': {},
  'a bad token': { authorization: 'Bearer nonsense' },
  'a bad token of a job': { authorization: 'Bearer llmops-job.1.2.3' },
  'headers of an untrusted caller': {
    'x-user-id': 'ann',
    'x-user-roles': 'admin',
  },
  'headers with a wrong secret': {
    ...viaProxy('ann', 'admin'),
    'x-proxy-secret': 'nonsense',
  },
};

export const TEAM = 'sweep-team';
export const OTHER_TEAM = 'another-team';

export const KNOWN = {
  stranger: viaProxy('stranger', 'some-role'),
  visitor: viaProxy('vic', 'visitor'),
  otherTeam: viaProxy('otto', 'engineer', [OTHER_TEAM]),
  teammate: viaProxy('tim', 'engineer', [`group:default/${TEAM}`]),
  owner: viaProxy('ann', 'engineer', [TEAM]),
  admin: viaProxy('root', 'admin'),
};

/** Team for which each of them creates records. */
export const teamOf = name => (name === 'otherTeam' ? OTHER_TEAM : TEAM);

/** Signs in to Backstage as the guest, an engineer of ml-platform. */
export async function guest() {
  const response = await fetch(`${stack.portal.url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await response.json();
  return { authorization: `Bearer ${backstageIdentity.token}` };
}
