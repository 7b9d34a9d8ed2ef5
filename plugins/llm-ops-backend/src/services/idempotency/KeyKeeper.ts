import { Knex } from 'knex';
import {
  answerKey,
  Claim,
  claimKey,
  commitKey,
  pruneKeys,
  releaseKey,
  renewKey,
  Reservation,
  StoredAnswer,
} from '../../store/idempotency/keys';

/** How long a claim lasts without renewal, in milliseconds. */
const LEASE_MS = 60_000;

/** Keeps the answers of writes that carry an `Idempotency-Key`. */
export class KeyKeeper {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  claim(
    actor: string,
    operation: string,
    key: string,
    bodyHash: string,
  ): Promise<Claim> {
    return claimKey(this.#knex, { actor, operation, key }, bodyHash, LEASE_MS);
  }

  /** Renews the claim until the returned function is called. */
  hold(reservation: Reservation): () => void {
    const timer = setInterval(() => {
      renewKey(this.#knex, reservation, LEASE_MS).catch(() => {});
    }, LEASE_MS / 3);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** For the end of each transaction of the write. */
  async commit(trx: Knex.Transaction, reservation: Reservation): Promise<void> {
    if (!(await commitKey(trx, reservation))) {
      throw new Error('Another process carries this request out meanwhile');
    }
  }

  /** Ends the write: its answer is kept, or the key is free to be tried again. */
  async end(
    reservation: Reservation,
    answer: StoredAnswer | undefined,
  ): Promise<void> {
    await (answer
      ? answerKey(this.#knex, reservation, answer)
      : releaseKey(this.#knex, reservation));
  }

  /** Forgets what is older. */
  async prune(hours: number): Promise<void> {
    await pruneKeys(this.#knex, hours * 3_600_000);
  }
}
