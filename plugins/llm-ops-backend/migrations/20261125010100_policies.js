// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('governance_policies', table => {
    table.comment('Rules that writes and inference are checked against');
    table.string('id', 36).primary();
    table.string('name', 255).notNullable();
    table.string('scope', 16).notNullable();
    table.text('rules').notNullable().comment('JSON');
    table
      .string('status', 16)
      .notNullable()
      .comment('draft, active, deprecated, retired; only active ones apply');
    table.string('last_reviewed_at', 32).comment('Last change of it');
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.unique(['name', 'scope'], {
      indexName: 'governance_policies_name_scope_uniq',
    });
    table.index(['status'], 'governance_policies_status_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('governance_policies');
};
