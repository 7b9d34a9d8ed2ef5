// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('training_jobs', table => {
    table.comment('Training jobs: what was asked, and what was observed');
    table.string('id', 36).primary();
    table.string('model_id', 36).references('id').inTable('models');
    table
      .string('dataset_id', 36)
      .notNullable()
      .references('id')
      .inTable('datasets');
    table
      .string('dataset_version_id', 36)
      .references('id')
      .inTable('dataset_versions');
    table.string('dataset_checksum', 64);
    table.string('job_type', 32).notNullable();
    table.string('environment', 8).notNullable();
    table.string('status', 16).notNullable();
    table.text('status_message');
    table.text('request').notNullable().comment('JSON of the submission');
    table.text('resource_profile').comment('JSON as answered');
    table.text('output_uri').notNullable();
    table.string('output_model_id', 36);
    table.text('stages').notNullable().comment('JSON, last observed');
    table.string('workflow_name', 128);
    table.string('workflow_namespace', 128);
    table.string('tool', 128).notNullable().comment('Workflow engine instance');
    table.text('evaluation').comment('JSON reported by the job');
    table.string('submitted_by', 255).notNullable();
    table.string('submitted_at', 32).notNullable();
    table.string('started_at', 32);
    table.string('completed_at', 32);
    table.index(['status'], 'training_jobs_status_idx');
    table.index(['submitted_at'], 'training_jobs_submitted_idx');
  });
  await knex.schema.createTable('experiment_runs', table => {
    table.comment(
      'Run of each job at the tracking server; its last known state',
    );
    table.string('id', 36).primary();
    table
      .string('job_id', 36)
      .notNullable()
      .unique()
      .references('id')
      .inTable('training_jobs');
    table.string('tool', 128).notNullable().comment('Tracker instance');
    table.string('tracking_run_id', 64);
    table.string('experiment_id', 64);
    table.string('experiment_name', 500).notNullable();
    table.string('run_name', 255);
    table.text('parameters').notNullable().comment('JSON');
    table.text('metrics').notNullable().comment('JSON, last values seen');
    table.string('status', 16).notNullable();
    table.string('start_time', 32).notNullable();
    table.string('end_time', 32);
    table.string('updated_at', 32).notNullable();
    table.text('web_url');
    table.index(['tracking_run_id'], 'experiment_runs_tracking_idx');
  });
  await knex.schema.createTable('endpoints', table => {
    table.comment('Serving endpoints: desired and observed');
    table.string('id', 36).primary();
    table
      .string('model_id', 36)
      .notNullable()
      .references('id')
      .inTable('models');
    table.string('environment', 8).notNullable();
    table.string('route', 255).notNullable();
    table.string('status', 16).notNullable();
    table.text('status_message');
    table.text('spec').notNullable().comment('JSON: what was asked');
    table.text('replicas').comment('JSON, last observed');
    table
      .text('previous_spec')
      .comment('JSON: the revision before, for rollback');
    table
      .string('tool', 128)
      .notNullable()
      .comment('Serving framework instance, or external');
    table.string('resource_name', 64).notNullable();
    table.string('resource_namespace', 64);
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.string('observed_at', 32);
    table
      .string('deleted_at', 32)
      .comment('Set while the workload is being removed');
    table.unique(['environment', 'route'], {
      indexName: 'endpoints_route_uniq',
    });
    table.index(['model_id'], 'endpoints_model_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['endpoints', 'experiment_runs', 'training_jobs']) {
    await knex.schema.dropTable(table);
  }
};
