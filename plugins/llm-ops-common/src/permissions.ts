import { createPermission } from '@backstage/plugin-permission-common';

/** Read models, datasets, jobs, runs, endpoints and health. */
export const llmOpsReadPermission = createPermission({
  name: 'llm-ops.read',
  attributes: { action: 'read' },
});

/** Create and change models and datasets. */
export const llmOpsCatalogWritePermission = createPermission({
  name: 'llm-ops.catalog.write',
  attributes: { action: 'update' },
});

/** Approve or reject models and datasets. */
export const llmOpsApprovePermission = createPermission({
  name: 'llm-ops.catalog.approve',
  attributes: { action: 'update' },
});

/** Submit and cancel training jobs. */
export const llmOpsTrainPermission = createPermission({
  name: 'llm-ops.training.submit',
  attributes: { action: 'create' },
});

/** Deploy, change and remove serving endpoints. */
export const llmOpsDeployPermission = createPermission({
  name: 'llm-ops.serving.deploy',
  attributes: { action: 'update' },
});

/** Send prompts to a serving endpoint. */
export const llmOpsInferPermission = createPermission({
  name: 'llm-ops.serving.infer',
  attributes: { action: 'read' },
});

/** Create and change prompt templates. */
export const llmOpsPromptWritePermission = createPermission({
  name: 'llm-ops.prompts.write',
  attributes: { action: 'update' },
});

/** Read who changed what, and who was refused. */
export const llmOpsAuditPermission = createPermission({
  name: 'llm-ops.audit.read',
  attributes: { action: 'read' },
});

/** Retry, skip and cancel queued operations. */
export const llmOpsOperatePermission = createPermission({
  name: 'llm-ops.operations.act',
  attributes: { action: 'update' },
});

/** Every permission of the plugin. */
export const llmOpsPermissions = [
  llmOpsReadPermission,
  llmOpsCatalogWritePermission,
  llmOpsApprovePermission,
  llmOpsTrainPermission,
  llmOpsDeployPermission,
  llmOpsInferPermission,
  llmOpsPromptWritePermission,
  llmOpsAuditPermission,
  llmOpsOperatePermission,
];
