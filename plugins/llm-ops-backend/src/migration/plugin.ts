import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  providersExtensionPoint,
  S3ObjectStore,
} from '@llm-ops/plugin-llm-ops-node';
import createKnex from 'knex';
import { readSettings } from '../config';
import { switchedOff } from '../features';
import { DatabaseOutbox } from '../outbox/DatabaseOutbox';
import { DefaultProviderRegistry } from '../providers/DefaultProviderRegistry';
import { SecretBox } from '../secrets';
import { migrate } from '../store/database';
import { readMigrationConfig } from './config';
import { SourceDatabase } from './source/SourceDatabase';
import { EXIT, MigrationMode, runMigration } from './run';

/**
 * The plugin's place in a process that only migrates: the same configuration,
 * database and tools, but no routes and no workers.
 */
export function createMigrationPlugin(options: {
  mode: MigrationMode;
  say(line: string): void;
  done(exitCode: number): void;
}) {
  return createBackendPlugin({
    pluginId: 'llm-ops',
    register(env) {
      const providers = new DefaultProviderRegistry();
      env.registerExtensionPoint(providersExtensionPoint, providers);
      env.registerInit({
        deps: {
          config: coreServices.rootConfig,
          database: coreServices.database,
          logger: coreServices.logger,
        },
        async init({ config, database, logger }) {
          const settings = readSettings(config);
          if (!settings.features.isOn('migration')) {
            throw new Error(switchedOff('migration'));
          }
          const own = readMigrationConfig(config);
          const knex = await database.getClient();
          await migrate(knex);
          const source = await SourceDatabase.open(
            createKnex({ client: 'pg', connection: own.database }),
            own.mapping,
          );
          const here = settings.objectStore;
          const there = own.objectStore;
          try {
            const code = await runMigration(
              {
                database: knex,
                outbox: new DatabaseOutbox({ knex, logger }),
                providers,
                objectStore: new S3ObjectStore(here),
                source,
                sourceStore: new S3ObjectStore(there),
                sameStore:
                  here.endpoint === there.endpoint &&
                  here.bucket === there.bucket,
                environment: own.environment,
                logger,
                secrets: new SecretBox(settings.secrets),
              },
              options.mode,
              options.say,
            );
            options.done(code);
          } catch (error) {
            options.say(
              `It stopped: ${
                (error as Error).message
              }\nRun it again to go on from here.`,
            );
            options.done(EXIT.failed);
          } finally {
            await source.close();
          }
        },
      });
    },
  });
}
