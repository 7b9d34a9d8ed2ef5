// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_logs', table => {
    table.comment('Who changed what, and who was refused');
    table.string('id', 36).primary();
    table.string('actor_id', 255).notNullable();
    table.string('action', 128).notNullable().comment('operationId');
    table.string('resource_type', 64).notNullable();
    table.string('resource_id', 255);
    table.string('result', 16).notNullable().comment('allowed, denied');
    table.text('metadata').comment('JSON: code, request id, message');
    table.string('occurred_at', 32).notNullable();
    table.index(['occurred_at'], 'audit_logs_occurred_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_logs');
};
