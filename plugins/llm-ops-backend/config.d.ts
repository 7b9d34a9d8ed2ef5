export interface Config {
  llmOps: {
    /**
     * Signs the tokens with which training jobs speak to the portal.
     * @visibility secret
     */
    secret: string;
    secrets?: {
      /**
       * Texts that encryption keys are derived from. The first encrypts, every
       * one decrypts; `llmOps.secret` is the last of them, with the id
       * `default`. At a start everything is encrypted with the first.
       */
      keys?: { id: string; /** @visibility secret */ secret: string }[];
      /** Environment variables that records may name instead of a secret. */
      env?: {
        name: string;
        /** Hosts its value may be sent to, e.g. `api.openai.com`. */
        hosts: string[];
      }[];
    };
    /** What usage costs; hours and tokens are counted in any case. */
    cost?: {
      /** Three letters; default: USD. */
      currency?: string;
      cpuHour?: number;
      /** By GPU type; `default` for any other. */
      gpuHour?: { [gpuType: string]: number };
      /** For a thousand tokens, of both kinds or of each. */
      thousandTokens?: number | { prompt?: number; completion?: number };
      /** What one resource may cost in a month. */
      budgets?: { training?: number; serving?: number };
    };
    audit?: {
      /** Days after which audit records are deleted; default: 365. */
      retentionDays?: number;
    };
    auth?: {
      /**
       * `all`: everyone who is signed in may read every record (default).
       * `team`: only what they or their teams own.
       */
      readScope?: 'all' | 'team';
      /**
       * Who may approve a record: its `owner` (default), an owner `other` than
       * who made it, or an `admin`.
       */
      approval?: 'owner' | 'other' | 'admin';
      /** How far the old headers X-User-Id and X-User-Roles are believed. */
      legacyHeaders?: {
        /**
         * `off`: not at all (default). `trustedProxy`: from the addresses or
         * with the secret below. `open`: from everyone; refused in production.
         */
        mode?: 'off' | 'trustedProxy' | 'open';
        /** Addresses and ranges of proxies, e.g. `10.0.0.5`, `10.1.0.0/16`. */
        trustedAddresses?: string[];
        /** Value of X-Proxy-Secret that a proxy sends. @visibility secret */
        sharedSecret?: string;
        /**
         * What old roles may do. A list: everything but acting on queued
         * operations. A map: the named permissions (`*` for every one), on
         * `all` records or on the `own` (default) of X-User-Id and X-User-Teams.
         */
        roles?:
          | string[]
          | {
              [role: string]: {
                permissions: string[];
                scope?: 'all' | 'own';
              };
            };
        /** With a list of roles: those that may act on queued operations. */
        operatorRoles?: string[];
      };
    };
    api?: {
      /** Checks every answer against openapi.yaml; a violation is a 500. For tests; default false. */
      checkResponses?: boolean;
      /** Hours for which the answer to an Idempotency-Key is kept; default 24. */
      idempotencyHours?: number;
    };
    /** The S3-compatible store of models and data sets. */
    objectStore: {
      /** For example `http://127.0.0.1:9000`. */
      endpoint: string;
      bucket: string;
      /** @visibility secret */
      accessKey: string;
      /** @visibility secret */
      secretKey: string;
      /** Default: us-east-1. */
      region?: string;
      /** Folders that `storage_uri` may name, e.g. `imports/`; default: all but other records'. */
      readablePrefixes?: string[];
    };
    /** The queue of what tools have to do. */
    outbox?: {
      /** Operations of one tool worked on at the same time; default 8. */
      concurrency?: number;
      /** Open operations a user may have before 429; default 10000. */
      maxOpenPerUser?: number;
      /** Open operations a tool may have before 503; default 50000. */
      maxOpenPerTool?: number;
      /** Days that done operations are kept; default 7. */
      retentionDays?: number;
      /** Seconds running operations get at shutdown; default 5. */
      drainSeconds?: number;
    };
    /** Images of training stages and model servers. */
    images?: { train?: string; serve?: string };
    training?: {
      /** Address of this portal's API as pods see it; default: from backend.baseUrl. */
      apiBaseUrl?: string;
      /** Kubernetes quantities of CPU jobs; default: 500m to 2 cores, 1Gi to 4Gi. */
      cpuResources?: {
        cpuRequest?: string;
        cpuLimit?: string;
        memoryRequest?: string;
        memoryLimit?: string;
      };
    };
    import?: {
      /** Largest model that may be imported, in bytes; default 5e9. */
      maxBytes?: number;
    };
    /** GPU types each environment offers; none means any. */
    gpuTypes?: { dev?: string[]; stg?: string[]; prod?: string[] };
    /** The old platform that `npm run migrate` takes over. */
    migration?: {
      source?: {
        /** Its PostgreSQL; only read. */
        database?: {
          host: string;
          /** Default: 5432. */
          port?: number;
          user: string;
          /** @visibility secret */
          password: string;
          database: string;
        };
        /** Its S3-compatible store; only read. */
        objectStore?: {
          endpoint: string;
          bucket: string;
          /** @visibility secret */
          accessKey: string;
          /** @visibility secret */
          secretKey: string;
          /** Default: us-east-1. */
          region?: string;
        };
      };
      /** JSON file that renames tables and columns. */
      mapping?: string;
      /** Environment of jobs and their runs; default: dev. */
      environment?: 'dev' | 'stg' | 'prod';
    };
    /**
     * What is on: a boolean, or one an environment. Everything is on by
     * default, but for the migration.
     */
    features?: {
      /** Runs and their metrics; training needs it. */
      experimentTracking?: boolean | FeatureByEnvironment;
      /** Training jobs and pipelines. */
      orchestration?: boolean | FeatureByEnvironment;
      /** Endpoints and chats. */
      serving?: boolean | FeatureByEnvironment;
      /** Import from and export to model registries. */
      registry?: boolean | FeatureByEnvironment;
      /** Files and versions of data sets; training needs it. */
      dataVersioning?: boolean | FeatureByEnvironment;
      /** Policies, audit log and costs. */
      governance?: boolean | FeatureByEnvironment;
      /** Prompt templates. */
      prompts?: boolean | FeatureByEnvironment;
      /** `npm run migrate` from an old platform. */
      migration?: boolean | FeatureByEnvironment;
    };
  };
}

/** A switch for each environment; what is not named is as by default. */
export interface FeatureByEnvironment {
  dev?: boolean;
  stg?: boolean;
  prod?: boolean;
}
