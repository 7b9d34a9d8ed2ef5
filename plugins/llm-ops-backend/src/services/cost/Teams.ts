import { Actor } from '../../auth/types';

/** How long a caller's team is remembered, in milliseconds. */
const MEMORY_MS = 10 * 60_000;
/** Callers remembered at most. */
const MAX_CALLERS = 10_000;

/** Knows the team that a caller's usage is counted for. */
export class Teams {
  readonly #rolesOf: (actor: Actor) => Promise<string[]>;
  readonly #known = new Map<string, { until: number; team: Promise<string> }>();

  constructor(rolesOf: (actor: Actor) => Promise<string[]>) {
    this.#rolesOf = rolesOf;
  }

  /** The first group of the actor; empty when there is none, or nobody knows. */
  of(actor: Actor): Promise<string> {
    const known = this.#known.get(actor.id);
    if (known && known.until > Date.now()) {
      return known.team;
    }
    const team = this.#rolesOf(actor).then(
      roles => roles.find(role => role.startsWith('group:')) ?? '',
      () => '',
    );
    if (this.#known.size >= MAX_CALLERS) {
      this.#known.clear();
    }
    this.#known.set(actor.id, { until: Date.now() + MEMORY_MS, team });
    return team;
  }
}
