// @ts-check

/** Operations that a worker or an operator still has to deal with. */
const OPEN = "state IN ('pending', 'leased')";
const KEPT = "state IN ('pending', 'leased', 'dead')";

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table
      .integer('payload_version')
      .notNullable()
      .defaultTo(1)
      .comment('Shape of the payload, known to its handler');
    table
      .string('waits_for', 128)
      .comment('Tool that was away, when it is not the own one');
    table.dropIndex(['state', 'next_at', 'seq'], 'operations_due_idx');
    table.index(['state', 'seq'], 'operations_state_idx');
  });
  await knex.raw(
    `CREATE INDEX operations_open_idx ON operations (tool, seq) WHERE ${OPEN}`,
  );
  await knex.raw(
    `CREATE INDEX operations_lane_open_idx ON operations (lane, seq) WHERE ${KEPT}`,
  );
  await knex.raw(
    `CREATE INDEX operations_count_idx ON operations (tool, state, created_by) WHERE ${KEPT}`,
  );
  await knex.raw(
    "CREATE INDEX operations_ended_idx ON operations (updated_at) WHERE state IN ('done', 'cancelled')",
  );
  await knex.schema.createTable('operation_events', table => {
    table.comment('What went wrong with an operation, and who acted on it');
    table.bigIncrements('id').comment('Order of insertion');
    table.string('operation_id', 36).notNullable().comment('operations.id');
    table.string('event', 32).notNullable().comment('failed, retried, …');
    table.text('message').comment('Failure, in words');
    table.string('actor', 255).comment('Who acted; none for the portal');
    table.bigInteger('at').notNullable().comment('ms on the database clock');
    table.index(['operation_id', 'id'], 'operation_events_operation_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operation_events');
  for (const name of ['open', 'lane_open', 'count', 'ended']) {
    await knex.raw(`DROP INDEX operations_${name}_idx`);
  }
  await knex.schema.alterTable('operations', table => {
    table.dropIndex(['state', 'seq'], 'operations_state_idx');
    table.index(['state', 'next_at', 'seq'], 'operations_due_idx');
  });
  await knex.schema.alterTable('operations', table => {
    table.dropColumns('payload_version', 'waits_for');
  });
};
