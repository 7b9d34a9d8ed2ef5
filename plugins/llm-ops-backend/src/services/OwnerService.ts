import { RecordOwners } from '@llm-ops/plugin-llm-ops-node';
import { findOwners, isOwnedKind, OwnedKind } from '../store/reach';
import { ServiceDeps } from './deps';

export type { OwnedKind } from '../store/reach';

/** Knows whose a record is; its owners never change while it is there. */
export class OwnerService {
  readonly #deps: Pick<ServiceDeps, 'database'>;

  constructor(deps: Pick<ServiceDeps, 'database'>) {
    this.#deps = deps;
  }

  /** Undefined when there is no such record. */
  of(kind: OwnedKind, id: string): Promise<RecordOwners | undefined> {
    return findOwners(this.#deps.database, kind, id);
  }

  /** Owners of `<kind>:<id>`, which is how permissions name a record. */
  async ofRef(ref: string): Promise<RecordOwners | undefined> {
    const [kind, id = ''] = ref.split(/:(.*)/s);
    return isOwnedKind(kind) ? this.of(kind, id) : undefined;
  }
}
