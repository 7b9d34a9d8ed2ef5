// @ts-check

/** Columns that lists are read by, with `id` after each. */
const ORDERS = {
  models: ['created_at', 'updated_at', 'name', 'owner_team', 'status', 'type'],
  datasets: ['created_at', 'updated_at', 'name', 'owner_team', 'type'],
  training_jobs: ['submitted_at', 'status', 'job_type', 'submitted_by'],
  endpoints: ['created_at', 'updated_at', 'environment', 'route', 'status'],
  prompt_templates: ['created_at', 'updated_at', 'name', 'status'],
};

/** @param {string} table @param {string} column */
const indexName = (table, column) => `${table}_by_${column}_idx`;

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const [name, columns] of Object.entries(ORDERS)) {
    await knex.schema.alterTable(name, table => {
      for (const column of columns) {
        table.index([column, 'id'], indexName(name, column));
      }
    });
  }
  await knex.schema.alterTable('training_jobs', table => {
    table.index(['model_id'], 'training_jobs_model_idx');
    table.index(['dataset_id'], 'training_jobs_dataset_idx');
    table.index(['tool', 'status', 'submitted_at'], 'training_jobs_queue_idx');
    table.dropIndex(['submitted_at'], 'training_jobs_submitted_idx');
    table.dropIndex(['status'], 'training_jobs_status_idx');
  });
  await knex.schema.alterTable('models', table => {
    table.dropIndex(['created_at'], 'models_created_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('models', table => {
    table.index(['created_at'], 'models_created_idx');
  });
  await knex.schema.alterTable('training_jobs', table => {
    table.dropIndex(['model_id'], 'training_jobs_model_idx');
    table.dropIndex(['dataset_id'], 'training_jobs_dataset_idx');
    table.dropIndex(
      ['tool', 'status', 'submitted_at'],
      'training_jobs_queue_idx',
    );
    table.index(['submitted_at'], 'training_jobs_submitted_idx');
    table.index(['status'], 'training_jobs_status_idx');
  });
  for (const [name, columns] of Object.entries(ORDERS)) {
    await knex.schema.alterTable(name, table => {
      for (const column of columns) {
        table.dropIndex([column, 'id'], indexName(name, column));
      }
    });
  }
};
