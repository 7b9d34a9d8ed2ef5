// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('credentials', table => {
    table.comment(
      'Tokens that queued operations need; their payloads hold the id only',
    );
    table.string('id', 36).primary();
    table.text('sealed').notNullable().comment('JSON, encrypted');
    table.string('expires_at', 32).notNullable();
    table.index(['expires_at'], 'credentials_expires_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('credentials');
};
