// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('migration_items', table => {
    table.comment('What became of each record of the old platform');
    table.string('kind', 32).notNullable();
    table.string('id', 64).notNullable().comment('Id at the old platform');
    table.string('hash', 64).notNullable().comment('SHA-256 of the source');
    table.string('state', 16).notNullable().comment('intended, done, left_out');
    table.text('reason').comment('Why it was left out');
    table.text('note').comment('What was changed on the way');
    table.text('before').comment('JSON of the row that was replaced');
    table.text('refs').comment('JSON: what was made at tools for it');
    table.string('updated_at', 32).notNullable();
    table.primary(['kind', 'id']);
  });
  await knex.schema.createTable('migration_passes', table => {
    table.comment('How far the migration has read each kind');
    table.string('kind', 32).primary();
    table.text('position').comment('JSON {at, id} of the last row');
    table.boolean('complete').notNullable();
    table.string('updated_at', 32).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('migration_passes');
  await knex.schema.dropTable('migration_items');
};
