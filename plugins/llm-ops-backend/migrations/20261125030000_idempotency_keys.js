// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.comment('Writes that callers may send again, and their answers');
    table.string('actor_id', 255).notNullable();
    table.string('operation', 128).notNullable().comment('operationId');
    table.string('key', 255).notNullable().comment('Idempotency-Key header');
    table
      .string('body_hash', 64)
      .notNullable()
      .comment('SHA-256 of path, query and body');
    table
      .string('state', 16)
      .notNullable()
      .comment('running, committed (effect there, answer not), done');
    table.integer('fence').notNullable().comment('Number of the latest claim');
    table
      .bigInteger('lease_until')
      .notNullable()
      .comment('End of the claim, ms on the database clock');
    table.integer('code').comment('Status code of the answer');
    table.text('headers').comment('JSON of the answer');
    table.text('body').comment('JSON of the answer');
    table
      .bigInteger('created_at')
      .notNullable()
      .comment('ms on the database clock');
    table.primary(['actor_id', 'operation', 'key']);
    table.index(['created_at'], 'idempotency_keys_created_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('idempotency_keys');
};
