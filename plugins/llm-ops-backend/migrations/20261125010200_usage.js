// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('usage', table => {
    table.comment('What resources used, by UTC day and by who used it');
    table.string('day', 10).notNullable().comment('YYYY-MM-DD, UTC');
    table
      .string('resource_type', 32)
      .notNullable()
      .comment('training, serving');
    table.string('resource_id', 36).notNullable();
    table
      .string('subject', 255)
      .notNullable()
      .comment('User or service that used it');
    table.string('team', 255).notNullable().comment('Its group, or empty');
    table.string('gpu_type', 64).notNullable().comment('Or empty');
    table.double('gpu_hours').notNullable();
    table.double('cpu_hours').notNullable();
    table.double('replica_hours').notNullable();
    table.bigInteger('prompt_tokens').notNullable();
    table.bigInteger('completion_tokens').notNullable();
    table.bigInteger('requests').notNullable();
    table.primary([
      'day',
      'resource_type',
      'resource_id',
      'subject',
      'team',
      'gpu_type',
    ]);
    table.index(['resource_type', 'resource_id'], 'usage_resource_idx');
  });
  await knex.schema.createTable('usage_checkpoints', table => {
    table.comment('Until when each kind of usage has been counted');
    table.string('name', 32).primary();
    table.string('counted_until', 32).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('usage_checkpoints');
  await knex.schema.dropTable('usage');
};
