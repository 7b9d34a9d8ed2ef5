// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('datasets', table => {
    table
      .string('status', 16)
      .comment('draft, under_review, approved, rejected; NULL: by approved_at');
  });
  await knex.schema.alterTable('dataset_versions', table => {
    table
      .string('format', 16)
      .comment('Format of the uploaded files: csv, jsonl, parquet or files');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('dataset_versions', table => {
    table.dropColumn('format');
  });
  await knex.schema.alterTable('datasets', table => {
    table.dropColumn('status');
  });
};
