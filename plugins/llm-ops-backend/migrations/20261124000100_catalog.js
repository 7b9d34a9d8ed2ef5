// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('models', table => {
    table.comment('Models of the catalog, one row a version');
    table.string('id', 36).primary();
    table.string('name', 255).notNullable();
    table.string('version', 128).notNullable();
    table
      .string('type', 32)
      .notNullable()
      .comment('base, fine-tuned, external');
    table.string('status', 32).notNullable();
    table.string('owner_team', 255).notNullable();
    table.string('model_family', 128).notNullable();
    table.text('metadata').notNullable().comment('JSON of the client');
    table.text('storage_uri').comment('s3:// folder of the files');
    table.text('card').comment('README without front matter');
    table.string('license', 128);
    table.text('files').notNullable().comment('JSON [{path,size,sha256}]');
    table
      .text('lineage')
      .notNullable()
      .comment(
        'JSON {datasetIds, datasetVersionId, baseModelId, jobId, runId}',
      );
    table.text('evaluation_summary').comment('JSON');
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.unique(['name', 'type', 'version'], {
      indexName: 'models_name_type_version_uniq',
    });
    table.index(['created_at'], 'models_created_idx');
  });
  await knex.schema.createTable('registry_links', table => {
    table.comment('Ties of models to registries');
    table.string('id', 36).primary();
    table
      .string('model_id', 36)
      .notNullable()
      .references('id')
      .inTable('models')
      .onDelete('CASCADE');
    table.string('registry_type', 64).notNullable();
    table.string('registry_model_id', 255).notNullable();
    table.text('registry_repo_url').notNullable();
    table.string('registry_version', 128);
    table.boolean('imported').notNullable();
    table.string('sync_status', 32).notNullable();
    table.string('created_at', 32).notNullable();
    table.index(['model_id'], 'registry_links_model_idx');
  });
  await knex.schema.createTable('datasets', table => {
    table.comment('Data sets of the catalog');
    table.string('id', 36).primary();
    table.string('name', 255).notNullable();
    table.string('version', 128).notNullable();
    table.string('type', 64).notNullable();
    table.string('owner_team', 255).notNullable();
    table.text('storage_uri').notNullable();
    table
      .string('pii_scan_status', 16)
      .notNullable()
      .comment('pending, clean, failed');
    table
      .text('validation')
      .comment('JSON: PII types and locations, quality breakdown');
    table.integer('quality_score');
    table.text('change_log');
    table.string('approved_at', 32);
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.unique(['name', 'version'], {
      indexName: 'datasets_name_version_uniq',
    });
  });
  await knex.schema.createTable('dataset_versions', table => {
    table.comment('Versions of data sets as their tool stored them');
    table.string('id', 36).primary();
    table
      .string('dataset_id', 36)
      .notNullable()
      .references('id')
      .inTable('datasets')
      .onDelete('CASCADE');
    table.integer('number').notNullable().comment('1, 2, …');
    table.string('versioning_system', 64).notNullable();
    table.string('version_id', 128).notNullable().comment('Id in the tool');
    table.string('parent_version_id', 36);
    table.string('version_tag', 128);
    table
      .string('checksum', 64)
      .notNullable()
      .comment('SHA-256 of the content');
    table
      .text('storage_uri')
      .notNullable()
      .comment('s3:// object training reads');
    table.text('diff_summary').comment('JSON against the parent');
    table.integer('file_count').notNullable();
    table.bigInteger('total_size_bytes').notNullable();
    table
      .bigInteger('stored_bytes')
      .notNullable()
      .comment('Newly written for it');
    table.bigInteger('row_count');
    table.text('columns').comment('JSON [{name,type}]');
    table.string('created_by', 255).notNullable();
    table.string('created_at', 32).notNullable();
    table.unique(['dataset_id', 'number'], {
      indexName: 'dataset_versions_number_uniq',
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'dataset_versions',
    'datasets',
    'registry_links',
    'models',
  ]) {
    await knex.schema.dropTable(table);
  }
};
