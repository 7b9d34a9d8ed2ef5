/** Tables of an old platform, with fewer constraints than it ought to have. */
export const OLD_TABLES = `
create type endpoint_environment as enum ('dev', 'stg', 'prod');
create table dataset_records (
  id uuid primary key, name text, version text, type text, storage_uri text,
  owner_team text, pii_scan_status text, quality_score integer,
  change_log text, approved_at timestamptz, created_at timestamptz,
  updated_at timestamptz);
create table dataset_versions (
  id uuid primary key, dataset_record_id uuid, versioning_system text,
  version_id text, parent_version_id uuid, version_tag text, checksum text,
  storage_uri text, diff_summary jsonb, file_count integer,
  total_size_bytes bigint, compression_ratio numeric, created_at timestamptz,
  created_by text);
create table model_catalog_entries (
  id uuid primary key, name text, version text, type text, status text,
  owner_team text, model_metadata jsonb, storage_uri text, model_family text,
  lineage_dataset_ids uuid[], evaluation_summary jsonb,
  created_at timestamptz, updated_at timestamptz);
create table registry_models (
  id uuid primary key, model_catalog_id uuid, registry_type text,
  registry_model_id text, registry_repo_url text, registry_version text,
  imported boolean, sync_status text, created_at timestamptz);
create table training_jobs (
  id uuid primary key, model_entry_id uuid, dataset_id uuid, job_type text,
  status text, hyperparameters jsonb, resource_profile jsonb,
  retry_policy jsonb, output_model_storage_uri text,
  output_model_entry_id uuid, submitted_by text, submitted_at timestamptz,
  started_at timestamp, completed_at timestamptz);
create table experiment_metrics (
  id uuid primary key, training_job_id uuid, name text,
  value double precision, unit text, recorded_at timestamptz);
create index on experiment_metrics (training_job_id);
create table experiment_runs (
  id uuid primary key, training_job_id uuid, tracking_system text,
  tracking_run_id text, experiment_name text, run_name text,
  parameters jsonb, metrics jsonb, artifact_uris jsonb, status text,
  start_time timestamptz, end_time timestamptz, created_at timestamptz,
  updated_at timestamptz);
create table serving_endpoints (
  id uuid primary key, model_entry_id uuid,
  environment endpoint_environment, route text, runtime_image text,
  status text, min_replicas integer, max_replicas integer,
  autoscale_policy jsonb, prompt_policy_id uuid, use_gpu boolean,
  cpu_request text, cpu_limit text, memory_request text, memory_limit text,
  deployment_spec jsonb, last_health_check timestamptz, rollback_plan text,
  created_at timestamptz, updated_at timestamptz);
create table prompt_templates (
  id uuid primary key, name text, version text, language text, content text,
  context_tags text[], status text, created_at timestamptz,
  updated_at timestamptz);
create table governance_policies (
  id uuid primary key, name text, scope text, rules jsonb, status text,
  last_reviewed_at timestamptz, created_at timestamptz);
create table audit_logs (
  id uuid primary key, actor_id text, action text, resource_type text,
  resource_id text, result text, metadata jsonb, occurred_at timestamptz);
create table cost_profiles (
  id uuid primary key, resource_type text, resource_id uuid,
  time_window text, gpu_hours numeric, token_count bigint,
  cost_amount numeric, cost_currency text, budget_variance numeric,
  created_at timestamptz);
create table workflow_pipelines (
  id uuid primary key, pipeline_name text, orchestration_system text,
  workflow_id text, workflow_namespace text, pipeline_definition jsonb,
  stages jsonb, status text, current_stage text, start_time timestamptz,
  end_time timestamptz, retry_count integer, max_retries integer,
  created_at timestamptz, updated_at timestamptz);
`;
