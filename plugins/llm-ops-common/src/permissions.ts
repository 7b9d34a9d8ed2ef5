import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of everything that somebody owns: models, data sets, jobs,
 * endpoints, prompt templates. A resource ref is `<kind>:<id>`.
 */
export const LLM_OPS_RECORD = 'llm-ops-record';

/** Read models, datasets, jobs, runs, endpoints and health. */
export const llmOpsReadPermission = createPermission({
  name: 'llm-ops.read',
  attributes: { action: 'read' },
  resourceType: LLM_OPS_RECORD,
});

/** Create models and datasets. */
export const llmOpsCatalogCreatePermission = createPermission({
  name: 'llm-ops.catalog.create',
  attributes: { action: 'create' },
});

/** Change models and datasets. */
export const llmOpsCatalogWritePermission = createPermission({
  name: 'llm-ops.catalog.write',
  attributes: { action: 'update' },
  resourceType: LLM_OPS_RECORD,
});

/** Delete models and datasets. */
export const llmOpsCatalogDeletePermission = createPermission({
  name: 'llm-ops.catalog.delete',
  attributes: { action: 'delete' },
  resourceType: LLM_OPS_RECORD,
});

/** Approve or reject models and datasets. */
export const llmOpsApprovePermission = createPermission({
  name: 'llm-ops.catalog.approve',
  attributes: { action: 'update' },
  resourceType: LLM_OPS_RECORD,
});

/** Submit training jobs. */
export const llmOpsTrainPermission = createPermission({
  name: 'llm-ops.training.submit',
  attributes: { action: 'create' },
});

/** Cancel training jobs, and report what they made. */
export const llmOpsCancelPermission = createPermission({
  name: 'llm-ops.training.cancel',
  attributes: { action: 'update' },
  resourceType: LLM_OPS_RECORD,
});

/** Create serving endpoints. */
export const llmOpsServePermission = createPermission({
  name: 'llm-ops.serving.create',
  attributes: { action: 'create' },
});

/** Change and remove serving endpoints. */
export const llmOpsDeployPermission = createPermission({
  name: 'llm-ops.serving.deploy',
  attributes: { action: 'update' },
  resourceType: LLM_OPS_RECORD,
});

/** Send prompts to a serving endpoint. */
export const llmOpsInferPermission = createPermission({
  name: 'llm-ops.serving.infer',
  attributes: { action: 'read' },
  resourceType: LLM_OPS_RECORD,
});

/** Create prompt templates. */
export const llmOpsPromptCreatePermission = createPermission({
  name: 'llm-ops.prompts.create',
  attributes: { action: 'create' },
});

/** Change and delete prompt templates. */
export const llmOpsPromptWritePermission = createPermission({
  name: 'llm-ops.prompts.write',
  attributes: { action: 'update' },
  resourceType: LLM_OPS_RECORD,
});

/** Read who changed what, and who was refused. */
export const llmOpsAuditPermission = createPermission({
  name: 'llm-ops.audit.read',
  attributes: { action: 'read' },
});

/** Read the metrics of the portal, in Prometheus' format. */
export const llmOpsMetricsPermission = createPermission({
  name: 'llm-ops.metrics.read',
  attributes: { action: 'read' },
});

/** Create and review governance policies. */
export const llmOpsPolicyWritePermission = createPermission({
  name: 'llm-ops.governance.write',
  attributes: { action: 'update' },
});

/** Retry, skip and cancel queued operations. */
export const llmOpsOperatePermission = createPermission({
  name: 'llm-ops.operations.act',
  attributes: { action: 'update' },
});

/** Every permission of the plugin. */
export const llmOpsPermissions = [
  llmOpsReadPermission,
  llmOpsCatalogCreatePermission,
  llmOpsCatalogWritePermission,
  llmOpsCatalogDeletePermission,
  llmOpsApprovePermission,
  llmOpsTrainPermission,
  llmOpsCancelPermission,
  llmOpsServePermission,
  llmOpsDeployPermission,
  llmOpsInferPermission,
  llmOpsPromptCreatePermission,
  llmOpsPromptWritePermission,
  llmOpsAuditPermission,
  llmOpsMetricsPermission,
  llmOpsPolicyWritePermission,
  llmOpsOperatePermission,
];
