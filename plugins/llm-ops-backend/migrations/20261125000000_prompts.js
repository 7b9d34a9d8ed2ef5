// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('prompt_templates', table => {
    table.comment('Prompt templates, one row a version');
    table.string('id', 36).primary();
    table.string('name', 255).notNullable();
    table.string('version', 128).notNullable();
    table.string('language', 64);
    table.text('content').notNullable();
    table.text('context_tags').comment('JSON array of text');
    table.string('status', 16).notNullable().comment('draft, live, retired');
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.unique(['name', 'version'], {
      indexName: 'prompt_templates_name_version_uniq',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('prompt_templates');
};
