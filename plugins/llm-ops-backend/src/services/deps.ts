import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ObjectStore } from '@llm-ops/plugin-llm-ops-node';
import { Knex } from 'knex';
import { Actor } from '../auth/types';
import { JobTokens } from '../auth/JobTokens';
import { Features } from '../features';
import { Outbox } from '../outbox/types';
import { ProviderRegistry } from '../providers/types';
import { CredentialStore, SecretBox } from '../secrets';
import type { NoticeText, RecipientFinder } from './notices';

/** Kinds of record that other plugins hear about. */
export type RecordKind = 'model' | 'dataset' | 'job' | 'endpoint' | 'pipeline';
/** What open pages hear about. */
export type SignalKind = RecordKind | 'operation' | 'tool';

/** What every service is made of. */
export interface ServiceDeps {
  database: Knex;
  outbox: Outbox;
  providers: ProviderRegistry;
  objectStore: ObjectStore;
  logger: LoggerService;
  config: RootConfigService;
  features: Features;
  jobTokens: JobTokens;
  /** Encrypts what records must not show. */
  secrets: SecretBox;
  credentials: CredentialStore;
  /** Everything an actor is: roles, groups, its own id. */
  rolesOf(actor: Actor): Promise<string[]>;
  /** Tells open pages of a committed change, and the catalog of a record's. */
  publish(
    kind: SignalKind,
    id: string,
    change: 'created' | 'changed' | 'deleted',
  ): Promise<void>;
  /** Notifies a user; never throws. */
  notify(
    user: string,
    notification: NoticeText & {
      /** A later one of the same scope takes the place of an unread earlier one. */
      scope?: string;
    },
  ): Promise<void>;
  /**
   * Notifies users and groups; the same scope a second time tells nobody
   * anew. Throws when it could not be sent.
   */
  notifyOnce(
    refs: string[],
    scope: string,
    notification: NoticeText,
  ): Promise<void>;
  /** Whom names given by people stand for. */
  recipients: Pick<RecipientFinder, 'find'>;
  clock(): Date;
}
