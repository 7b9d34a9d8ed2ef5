// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipelines', table => {
    table.comment('Pipelines: what was asked, and what was observed');
    table.string('id', 36).primary();
    table.string('name', 100).notNullable();
    table
      .string('orchestration_system', 128)
      .notNullable()
      .comment('As the client named it');
    table.string('tool', 128).notNullable().comment('Workflow engine instance');
    table.string('environment', 8).notNullable();
    table.string('status', 16).notNullable();
    table.text('status_message');
    table.text('definition').notNullable().comment('JSON: stages as asked');
    table.text('stages').notNullable().comment('JSON, last observed');
    table.integer('max_retries').notNullable();
    table.integer('priority');
    table.string('workflow_name', 128);
    table.string('workflow_namespace', 128);
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.string('started_at', 32);
    table.string('ended_at', 32);
    table.index(['status'], 'pipelines_status_idx');
    table.index(['created_at'], 'pipelines_created_idx');
  });
  await knex.schema.createTable('pipeline_tries', table => {
    table.comment('Tries of stages, and what each has begun at the portal');
    table
      .string('pipeline_id', 36)
      .notNullable()
      .references('id')
      .inTable('pipelines')
      .onDelete('CASCADE');
    table.string('stage', 255).notNullable();
    table.integer('attempt').notNullable().comment('From 0');
    table.string('job_id', 36).comment('Training job it submitted');
    table.string('endpoint_id', 36).comment('Endpoint it deployed');
    table.text('message').comment('What it waits for, or why it failed');
    table.primary(['pipeline_id', 'stage', 'attempt']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_tries');
  await knex.schema.dropTable('pipelines');
};
