/**
 * `npm run migrate`: takes over an old platform with the tools that the
 * configuration names; docs/migration.md.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createMigrationPlugin } from '@llm-ops/plugin-llm-ops-backend';
import { parseArgs } from 'node:util';

const USAGE = `npm run migrate -- [--dry-run | --validate | --rollback] [--config FILE …]
  (nothing)    takes over what is new or changed, then compares
  --dry-run    says what would be taken over, and writes nothing
  --validate   compares the old platform with this one
  --rollback   puts this platform back as it was before the migration`;

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    validate: { type: 'boolean', default: false },
    rollback: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    config: { type: 'string', multiple: true },
  },
});
const asked = (['dry-run', 'validate', 'rollback'] as const).filter(
  mode => values[mode],
);
if (values.help || asked.length > 1) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

const backend = createBackend();
// Nobody calls this process, so that it runs beside the portal.
backend.add(
  createServiceFactory({
    service: coreServices.rootHttpRouter,
    deps: {},
    factory: () => ({ use() {} }),
  }),
);
backend.add(
  createMigrationPlugin({
    mode: asked[0] ?? 'migrate',
    say: line => process.stdout.write(`${line}\n`),
    done: code => process.exit(code),
  }),
);
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-mlflow'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-ducklake'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-dvc'));
backend.add(import('@llm-ops/plugin-llm-ops-backend-module-kserve'));
backend.start().catch(error => {
  process.stdout.write(`${error.message}\n`);
  process.exit(1);
});
