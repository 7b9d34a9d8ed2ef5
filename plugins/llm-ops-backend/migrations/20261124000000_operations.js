// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.comment('Effects at tools that wait to be carried out, or were');
    table.bigIncrements('seq').comment('Order of insertion');
    table
      .string('id', 36)
      .notNullable()
      .unique()
      .comment('UUID; the key tools see');
    table.string('kind', 64).notNullable().comment('Handler');
    table.string('tool', 128).notNullable().comment('Provider instance needed');
    table.string('lane', 128).notNullable().comment('Resource; one at a time');
    table.text('title').notNullable().comment('Sentence for people');
    table.text('payload').notNullable().comment('JSON; never a secret');
    table
      .string('state', 16)
      .notNullable()
      .comment('pending, leased, done, dead, cancelled');
    table
      .integer('attempts')
      .notNullable()
      .defaultTo(0)
      .comment('Failures that count');
    table
      .integer('unavailable')
      .notNullable()
      .defaultTo(0)
      .comment('Times the tool was away');
    table
      .integer('crashes')
      .notNullable()
      .defaultTo(0)
      .comment('Leases that ran out');
    table
      .integer('fence')
      .notNullable()
      .defaultTo(0)
      .comment('Number of the latest claim');
    table
      .bigInteger('next_at')
      .notNullable()
      .comment('Due, ms on the database clock');
    table
      .bigInteger('lease_until')
      .comment('End of the lease, ms on the database clock');
    table
      .bigInteger('unavailable_since')
      .comment('First of the present outage, ms');
    table.text('error').comment('Last failure');
    table.text('progress').comment('JSON {fraction, message}');
    table.text('result').comment('JSON');
    table.string('created_by', 255).notNullable().comment('Actor');
    table
      .bigInteger('created_at')
      .notNullable()
      .comment('ms on the database clock');
    table
      .bigInteger('updated_at')
      .notNullable()
      .comment('ms on the database clock');
    table.index(['state', 'next_at', 'seq'], 'operations_due_idx');
    table.index(['lane', 'seq'], 'operations_lane_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operations');
};
