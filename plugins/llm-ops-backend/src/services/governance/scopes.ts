import { PolicyScope } from './types';

/** What an operation of the API is, as policies see it. */
export interface PolicyTarget {
  /** Its operationId, e.g. `submitTrainingJob`. */
  operationId: string;
  method: string;
  /** Tag in openapi.yaml, e.g. `training`. */
  tag: string;
  /** Kind of record, e.g. `training_job`. */
  resourceType: string;
  /** Permission it needs, e.g. `llm-ops.training.submit`. */
  permission: string;
  isPerson: boolean;
  body: Record<string, unknown>;
}

const CATALOG = ['models', 'datasets'];
const TRAINING = ['training', 'experiments', 'workflows'];
const SERVING = ['serving', 'inference'];
/** Never refused: else a policy could not be taken back, nor a queue freed. */
const EXEMPT = ['governance', 'operations', 'health'];

/** Which operations a policy of each scope is for. */
const COVERS: Record<PolicyScope, (target: PolicyTarget) => boolean> = {
  global: () => true,
  user: ({ isPerson }) => isPerson,
  project: ({ tag }) => tag !== 'inference',
  catalog: ({ tag }) => CATALOG.includes(tag),
  model: ({ tag }) => tag === 'models',
  dataset: ({ tag }) => tag === 'datasets',
  training: ({ tag }) => TRAINING.includes(tag),
  serving: ({ tag }) => SERVING.includes(tag),
};

/** Verbs of what a permission lets one do. */
const VERBS: Record<string, string> = {
  'llm-ops.catalog.approve': 'approve',
  'llm-ops.training.submit': 'train',
  'llm-ops.training.cancel': 'cancel',
  'llm-ops.serving.create': 'deploy',
  'llm-ops.serving.deploy': 'deploy',
  'llm-ops.serving.infer': 'infer',
};
const METHODS: Record<string, string> = {
  post: 'create',
  put: 'update',
  patch: 'update',
  delete: 'delete',
};

/** Whether policies have a say: all writes and inference, no reading. */
export function isGoverned(
  target: Pick<PolicyTarget, 'tag' | 'permission'>,
  action: string | undefined,
): boolean {
  return (
    !EXEMPT.includes(target.tag) &&
    (action !== 'read' || VERBS[target.permission] === 'infer')
  );
}

export function covers(scope: PolicyScope, target: PolicyTarget): boolean {
  return COVERS[scope](target);
}

/** Every name by which `allowed_actions` may allow the operation. */
export function actionNames(target: PolicyTarget): string[] {
  const verb = VERBS[target.permission];
  return [
    '*',
    target.operationId,
    ...(verb ? [verb] : []),
    ...(verb === 'infer' ? [] : ['write', METHODS[target.method] ?? 'write']),
  ];
}
