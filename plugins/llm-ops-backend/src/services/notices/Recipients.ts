import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Whom names given by people stand for. */
export interface Recipients {
  /** Refs of users and groups of the catalog. */
  refs: string[];
  /** Names that stand for nobody. */
  unknown: string[];
}

/** Finds the users and groups of the catalog that are to be notified. */
export class RecipientFinder {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(deps: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = deps.catalog;
    this.#auth = deps.auth;
  }

  /** @param names - entity refs (`user:default/ann`) or e-mail addresses */
  async find(names: string[]): Promise<Recipients> {
    const found: Recipients = { refs: [], unknown: [] };
    for (const name of new Set(names)) {
      const ref = await this.#ref(name);
      if (ref) {
        found.refs.push(ref);
      } else {
        found.unknown.push(name);
      }
    }
    return { ...found, refs: [...new Set(found.refs)] };
  }

  async #ref(name: string): Promise<string | undefined> {
    const options = {
      credentials: await this.#auth.getOwnServiceCredentials(),
    };
    if (/^(user|group):[^:/\s]+(\/[^:/\s]+)?$/i.test(name)) {
      const entity = await this.#catalog.getEntityByRef(
        name.includes('/') ? name : name.replace(':', ':default/'),
        options,
      );
      return entity && stringifyEntityRef(entity);
    }
    if (!name.includes('@')) {
      return undefined;
    }
    const { items } = await this.#catalog.queryEntities(
      {
        filter: { kind: 'user', 'spec.profile.email': name },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: 1,
      },
      options,
    );
    return items[0] && stringifyEntityRef(items[0]);
  }
}
