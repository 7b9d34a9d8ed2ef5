import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { LLM_OPS_RECORD } from '@llm-ops/plugin-llm-ops-common';
import { z } from 'zod';
import { OwnerFilter, owns, RecordOwners } from './owners';

/** Records of the portal, as permissions see them. */
export const llmOpsRecordRef = createPermissionResourceRef<
  RecordOwners,
  OwnerFilter
>().with({ pluginId: 'llm-ops', resourceType: LLM_OPS_RECORD });

const paramsSchema = z.object({
  claims: z
    .array(z.string())
    .describe('Entity refs, e.g. user:default/ann or group:default/ml'),
});

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow records that one of the users made or the teams own',
  resourceRef: llmOpsRecordRef,
  paramsSchema,
  apply: (record, { claims }) => owns(record, { claims }),
  toQuery: ({ claims }) => ({ claims }),
});

const isCreator = createPermissionRule({
  name: 'IS_CREATOR',
  description: 'Allow records that one of the users made',
  resourceRef: llmOpsRecordRef,
  paramsSchema,
  apply: (record, { claims }) => owns(record, { claims, by: 'creator' }),
  toQuery: ({ claims }) => ({ claims, by: 'creator' }),
});

/** Rules about records that a policy can use. */
export const llmOpsRules = { isOwner, isCreator };

/** For policies: conditions on records, and the decision that holds them. */
export const {
  conditions: llmOpsConditions,
  createConditionalDecision: createLlmOpsConditionalDecision,
} = createConditionExports({
  resourceRef: llmOpsRecordRef,
  rules: llmOpsRules,
});
