/**
 * The old platform's tables as its API shows them; README.md describes them.
 * A column that is not there is read as missing.
 */
export const OLD_SCHEMA = {
  dataset_records: [
    'id',
    'name',
    'version',
    'type',
    'storage_uri',
    'owner_team',
    'pii_scan_status',
    'quality_score',
    'change_log',
    'approved_at',
    'created_at',
    'updated_at',
  ],
  dataset_versions: [
    'id',
    'dataset_record_id',
    'versioning_system',
    'version_id',
    'parent_version_id',
    'version_tag',
    'checksum',
    'storage_uri',
    'diff_summary',
    'file_count',
    'total_size_bytes',
    'created_at',
    'created_by',
  ],
  model_catalog_entries: [
    'id',
    'name',
    'version',
    'type',
    'status',
    'owner_team',
    'model_metadata',
    'storage_uri',
    'model_family',
    'lineage_dataset_ids',
    'evaluation_summary',
    'created_at',
    'updated_at',
  ],
  registry_models: [
    'id',
    'model_catalog_id',
    'registry_type',
    'registry_model_id',
    'registry_repo_url',
    'registry_version',
    'imported',
    'sync_status',
    'created_at',
    'updated_at',
  ],
  training_jobs: [
    'id',
    'model_entry_id',
    'dataset_id',
    'job_type',
    'status',
    'hyperparameters',
    'resource_profile',
    'retry_policy',
    'output_model_storage_uri',
    'output_model_entry_id',
    'submitted_by',
    'submitted_at',
    'started_at',
    'completed_at',
  ],
  experiment_metrics: [
    'id',
    'training_job_id',
    'name',
    'value',
    'unit',
    'recorded_at',
  ],
  experiment_runs: [
    'id',
    'training_job_id',
    'tracking_system',
    'tracking_run_id',
    'experiment_name',
    'run_name',
    'parameters',
    'metrics',
    'status',
    'start_time',
    'end_time',
    'created_at',
    'updated_at',
  ],
  serving_endpoints: [
    'id',
    'model_entry_id',
    'environment',
    'route',
    'runtime_image',
    'status',
    'min_replicas',
    'max_replicas',
    'autoscale_policy',
    'prompt_policy_id',
    'use_gpu',
    'cpu_request',
    'cpu_limit',
    'memory_request',
    'memory_limit',
    'deployment_spec',
    'last_health_check',
    'rollback_plan',
    'created_at',
    'updated_at',
  ],
  prompt_templates: [
    'id',
    'name',
    'version',
    'language',
    'content',
    'context_tags',
    'status',
    'created_at',
    'updated_at',
  ],
  governance_policies: [
    'id',
    'name',
    'scope',
    'rules',
    'status',
    'last_reviewed_at',
    'created_at',
  ],
  audit_logs: [
    'id',
    'actor_id',
    'action',
    'resource_type',
    'resource_id',
    'result',
    'metadata',
    'occurred_at',
  ],
  cost_profiles: [
    'id',
    'resource_type',
    'resource_id',
    'time_window',
    'gpu_hours',
    'token_count',
    'cost_amount',
    'cost_currency',
    'budget_variance',
    'created_at',
  ],
  workflow_pipelines: [
    'id',
    'pipeline_name',
    'orchestration_system',
    'workflow_id',
    'workflow_namespace',
    'pipeline_definition',
    'stages',
    'status',
    'current_stage',
    'start_time',
    'end_time',
    'retry_count',
    'max_retries',
    'created_at',
    'updated_at',
  ],
} as const;

export type OldTable = keyof typeof OLD_SCHEMA;

/** New names for tables and columns: `{table: {name, columns: {ours: theirs}}}`. */
export type SchemaMapping = Partial<
  Record<OldTable, { name?: string; columns?: Record<string, string> }>
>;

/** @throws Error naming the key, the reason and an example */
export function checkMapping(mapping: unknown): SchemaMapping {
  const example =
    'for example {"training_jobs": {"name": "jobs", "columns": {"submitted_by": "user_name"}}}';
  if (mapping === null || typeof mapping !== 'object') {
    throw new Error(`The mapping file is not an object; ${example}`);
  }
  for (const [table, own] of Object.entries(mapping)) {
    const columns: readonly string[] | undefined =
      OLD_SCHEMA[table as OldTable];
    if (!columns) {
      throw new Error(
        `The mapping file names the table ${table}; known are ${Object.keys(
          OLD_SCHEMA,
        ).join(', ')}; ${example}`,
      );
    }
    for (const column of Object.keys(own?.columns ?? {})) {
      if (!columns.includes(column)) {
        throw new Error(
          `The mapping file names ${table}.${column}; known are ${columns.join(
            ', ',
          )}; ${example}`,
        );
      }
    }
  }
  return mapping as SchemaMapping;
}
