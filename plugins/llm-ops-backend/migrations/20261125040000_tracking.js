// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('experiment_runs', table => {
    table
      .string('parent_run_id', 36)
      .comment('Run it belongs to; NULL for the run of the job itself');
    table
      .text('journal')
      .comment('JSON of what the job said of it, ahead of the tracker');
    table.dropUnique(['job_id']);
    table.index(['job_id'], 'experiment_runs_job_idx');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX experiment_runs_main_uniq ON experiment_runs (job_id) WHERE parent_run_id IS NULL',
  );
  await knex.schema.createTable('tracking_journal', table => {
    table.comment('What jobs said of their runs and the tracker lacks yet');
    table.bigIncrements('seq').comment('Order in which it is passed on');
    table
      .string('job_id', 36)
      .notNullable()
      .references('id')
      .inTable('training_jobs')
      .onDelete('CASCADE');
    table.string('run_id', 36).notNullable().comment('Of experiment_runs');
    table.string('kind', 8).notNullable().comment('items, file, run or model');
    table.text('entries').notNullable().comment('JSON array');
    table.integer('points').notNullable().comment('Entries in it');
    table.integer('bytes').notNullable().comment('Length of the JSON');
    table.bigInteger('created_at').notNullable().comment('ms');
    table.index(['job_id', 'seq'], 'tracking_journal_job_idx');
  });
  await knex.schema.createTable('tracking_models', table => {
    table.comment('Models that runs logged');
    table.string('id', 36).primary().comment('m- and 32 hexadecimal digits');
    table
      .string('job_id', 36)
      .notNullable()
      .references('id')
      .inTable('training_jobs')
      .onDelete('CASCADE');
    table.string('run_id', 36).notNullable().comment('Of experiment_runs');
    table.string('tracker_id', 64).comment('Set once the tracker has it');
    table.text('model').notNullable().comment('JSON as the job described it');
    table.string('status', 64).notNullable();
    table.bigInteger('created_at').notNullable().comment('ms');
    table.bigInteger('updated_at').notNullable().comment('ms');
    table.index(['tracker_id'], 'tracking_models_tracker_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tracking_models');
  await knex.schema.dropTable('tracking_journal');
  await knex('experiment_runs').whereNotNull('parent_run_id').delete();
  await knex.raw('DROP INDEX experiment_runs_main_uniq');
  await knex.schema.alterTable('experiment_runs', table => {
    table.dropIndex(['job_id'], 'experiment_runs_job_idx');
    table.unique(['job_id']);
    table.dropColumn('journal');
    table.dropColumn('parent_run_id');
  });
};
