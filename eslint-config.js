const factory = require('@backstage/cli/config/eslint-factory');

/** Messages of the layer rules, which docs/architecture.md explains. */
const forbid = (group, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ group, message }] }],
});

const layers = {
  'src/router/**/*.ts': forbid(
    ['**/store/**', '**/outbox/*Outbox'],
    'Routes call services; only services know the store and the outbox.',
  ),
  'src/services/**/*.ts': forbid(
    ['**/router/**'],
    'Services know nothing of HTTP; the router calls them.',
  ),
  'src/store/**/*.ts': forbid(
    ['**/router/**', '**/services/*/*', '!**/services/*/types'],
    'The store knows records only.',
  ),
  'src/outbox/**/*.ts': forbid(
    ['**/router/**', '**/services/**'],
    'The outbox knows no service; services register their handlers.',
  ),
};

/**
 * Lint rules of a package: Backstage's, and the dependency direction of this
 * project as errors.
 * @param {string} folder the package's folder
 */
module.exports = folder =>
  factory(folder, {
    rules: {
      '@backstage/no-mixed-plugin-imports': 'error',
      '@backstage/no-relative-monorepo-imports': 'error',
      '@backstage/no-undeclared-imports': 'error',
    },
    overrides: [
      ...Object.entries(layers).map(([files, rules]) => ({
        files: [files],
        excludedFiles: ['**/*.test.ts', '**/testing/**'],
        rules,
      })),
      // Contracts are tests that other packages call.
      { files: ['src/testUtils/**'], rules: { 'jest/no-export': 'off' } },
    ],
  });
