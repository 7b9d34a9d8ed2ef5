import { InputError } from '@backstage/errors';
import { checkTimeWindow, TimeWindow } from './timeWindow';

/** What an operation may use at most; a plain number is GPUs. */
export interface ResourceLimit {
  gpus?: number;
  cpus?: number;
  nodes?: number;
  replicas?: number;
  minutes?: number;
}

export type PolicyCondition =
  | { type: 'cost_limit'; limit: number }
  | { type: 'time_window'; limit: TimeWindow }
  | { type: 'resource_limit'; limit: ResourceLimit };

/** The rules of a policy, in their full form. */
export interface PolicyRules {
  allowedActions?: string[];
  requiredRoles?: string[];
  allowedResourceTypes?: string[];
  conditions: PolicyCondition[];
}

const KEYS = [
  'allowed_actions',
  'required_roles',
  'allowed_resource_types',
  'conditions',
];
const RESOURCES = ['gpus', 'cpus', 'nodes', 'replicas', 'minutes'] as const;
/** Other words for the kinds of record. */
const ALIASES: Record<string, string> = {
  training: 'training_job',
  serving: 'serving_endpoint',
  endpoint: 'serving_endpoint',
  prompt: 'prompt_template',
  workflow: 'pipeline',
};

/**
 * Reads the rules of a policy that is to be evaluated.
 * @throws InputError saying which rule is wrong and how it should be
 */
export function parseRules(rules: Record<string, unknown>): PolicyRules {
  const strange = Object.keys(rules).find(key => !KEYS.includes(key));
  if (strange) {
    throw new InputError(
      `rules.${strange} is not a rule; an active policy may have ${KEYS.join(
        ', ',
      )}`,
    );
  }
  const conditions = rules.conditions ?? [];
  if (!Array.isArray(conditions)) {
    throw new InputError('rules.conditions has to be a list');
  }
  return {
    allowedActions: texts(rules, 'allowed_actions'),
    requiredRoles: texts(rules, 'required_roles'),
    allowedResourceTypes: texts(rules, 'allowed_resource_types')?.map(
      type => ALIASES[type] ?? type,
    ),
    conditions: conditions.map((condition, index) =>
      parseCondition(condition, `rules.conditions[${index}]`),
    ),
  };
}

function texts(
  rules: Record<string, unknown>,
  key: string,
): string[] | undefined {
  const value = rules[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (
    !Array.isArray(value) ||
    value.some(item => typeof item !== 'string' || item === '')
  ) {
    throw new InputError(`rules.${key} has to be a list of names`);
  }
  return value;
}

function parseCondition(value: unknown, at: string): PolicyCondition {
  const { type, limit } = (value ?? {}) as { type?: unknown; limit?: unknown };
  switch (type) {
    case 'cost_limit':
      return { type, limit: amount(limit, `${at}.limit`) };
    case 'time_window':
      return { type, limit: checkTimeWindow(limit, `${at}.limit`) };
    case 'resource_limit':
      return { type, limit: resources(limit, `${at}.limit`) };
    default:
      throw new InputError(
        `${at}.type has to be one of cost_limit, time_window, resource_limit`,
      );
  }
}

function amount(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new InputError(`${at} has to be a number from 0`);
  }
  return value;
}

function resources(limit: unknown, at: string): ResourceLimit {
  if (typeof limit === 'number') {
    return { gpus: amount(limit, at) };
  }
  const given = Object.entries((limit as object | null) ?? {});
  if (typeof limit !== 'object' || given.length === 0) {
    throw new InputError(
      `${at} has to be a number of GPUs, or {${RESOURCES.join(', ')}}`,
    );
  }
  return Object.fromEntries(
    given.map(([key, value]) => {
      if (!RESOURCES.includes(key as (typeof RESOURCES)[number])) {
        throw new InputError(
          `${at}.${key} is not one of ${RESOURCES.join(', ')}`,
        );
      }
      return [key, amount(value, `${at}.${key}`)];
    }),
  );
}
