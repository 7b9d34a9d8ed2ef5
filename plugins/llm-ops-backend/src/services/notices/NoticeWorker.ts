import { Operation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { NOTICE, NoticeText } from './notice';

interface Payload {
  scope: string;
  owner?: string;
  names: string[];
  text: NoticeText;
}

type Deps = Pick<ServiceDeps, 'outbox' | 'recipients' | 'notifyOnce'>;

/** Sends what {@link notice} wrote down. */
export class NoticeWorker {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Takes over the operations that tell people something. */
  register(): void {
    this.#deps.outbox.register({ kind: NOTICE, handle: op => this.#tell(op) });
  }

  async #tell({ payload }: Operation) {
    const { scope, owner, names, text } = payload as unknown as Payload;
    const { refs } = await this.#deps.recipients.find(names);
    const all = new Set(
      owner && /^(user|group):/.test(owner) ? [owner, ...refs] : refs,
    );
    if (all.size > 0) {
      await this.#deps.notifyOnce([...all], scope, text);
    }
    return { told: [...all] };
  }
}
