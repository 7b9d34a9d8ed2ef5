// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('prompt_experiments', table => {
    table.comment('Prompt templates that share the chats of endpoints');
    table.string('id', 36).primary();
    table.string('name', 255).notNullable().unique();
    table.text('variants').notNullable().comment('JSON [{templateId, weight}]');
    table.string('status', 16).notNullable().comment('draft, running, stopped');
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.index(['created_at', 'id'], 'prompt_experiments_created_idx');
  });
  await knex.schema.createTable('prompt_variant_usage', table => {
    table.comment('What was asked and answered with each variant');
    table
      .string('experiment_id', 36)
      .notNullable()
      .references('id')
      .inTable('prompt_experiments')
      .onDelete('CASCADE');
    table.string('template_id', 36).notNullable();
    table.bigInteger('requests').notNullable();
    table.bigInteger('answers').notNullable();
    table.bigInteger('prompt_tokens').notNullable();
    table.bigInteger('completion_tokens').notNullable();
    table
      .bigInteger('answer_ms')
      .notNullable()
      .comment('Milliseconds until answers were complete, added up');
    table.primary(['experiment_id', 'template_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('prompt_variant_usage');
  await knex.schema.dropTable('prompt_experiments');
};
