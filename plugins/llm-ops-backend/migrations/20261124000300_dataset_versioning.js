// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('datasets', table => {
    table
      .string('versioning_system', 32)
      .comment('tool that versions it; NULL for the first configured');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('datasets', table => {
    table.dropColumn('versioning_system');
  });
};
