/** Whose a record is: who made it, and the teams it belongs to. */
export interface RecordOwners {
  creator?: string;
  teams: string[];
}

/** Records that one of the claimed users and groups owns. */
export interface OwnerFilter {
  /** Entity refs, e.g. `user:default/ann`, `group:default/ml-platform`. */
  claims: string[];
  /** `creator`: only what the claimed users made themselves. */
  by?: 'creator';
}

/** ASCII only, as databases do it in every locale. */
const lower = (text: string) =>
  text.replace(/[A-Z]/g, letter => letter.toLowerCase());

function refOf(defaultKind: string, name: string): string {
  const [, kind = defaultKind, namespace = 'default', rest] =
    /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^]*)$/.exec(lower(name))!;
  return `${kind}:${namespace}/${rest}`;
}

/** `ml-platform` and `group:default/ml-platform` are the same team. */
export const teamRef = (name: string) => refOf('group', name);

/** `ann` and `user:default/ann` are the same user. */
export const userRef = (name: string) => refOf('user', name);

/** Every way to write a full entity ref where this kind is the usual one. */
export function spellings(ref: string, usualKind: 'user' | 'group'): string[] {
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/([^]*)$/.exec(
    lower(ref),
  ) ?? ['', '', '', ref];
  const names = namespace === 'default' ? [name] : [];
  const inNamespace = [...names, `${namespace}/${name}`];
  return [
    ...inNamespace.map(text => `${kind}:${text}`),
    ...(kind === usualKind ? inNamespace : []),
  ];
}

/** Whether one of the claims owns the record. */
export function owns(owners: RecordOwners, filter: OwnerFilter): boolean {
  const refs = [
    ...(owners.creator === undefined ? [] : [userRef(owners.creator)]),
    ...(filter.by === 'creator' ? [] : owners.teams.map(teamRef)),
  ];
  return filter.claims.some(claim => refs.includes(lower(claim)));
}
