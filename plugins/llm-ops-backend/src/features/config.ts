import { Config } from '@backstage/config';
import { Environment } from '@llm-ops/plugin-llm-ops-node';
import { CAPABILITIES, Capability, ENVIRONMENTS, Features } from './types';

const KEY = 'llmOps.features';

/** Capabilities that are off until they are asked for. */
const OFF_BY_DEFAULT: readonly Capability[] = ['migration'];

/** What a capability cannot work without. */
const NEEDS: Partial<Record<Capability, readonly Capability[]>> = {
  orchestration: ['experimentTracking', 'dataVersioning'],
};

type Switches = Record<Capability, Record<Environment, boolean>>;

/**
 * Reads `llmOps.features`: for each capability a boolean, or one an
 * environment.
 * @throws Error naming the key, the reason and an example
 */
export function readFeatures(config: Config): Features {
  const at = config.getOptionalConfig(KEY);
  for (const name of at?.keys() ?? []) {
    if (!CAPABILITIES.includes(name as Capability)) {
      throw new Error(
        `${KEY}.${name}: there is no such capability; use one of ${CAPABILITIES.join(
          ', ',
        )}, for example serving: false`,
      );
    }
  }
  const switches = Object.fromEntries(
    CAPABILITIES.map(name => [name, readSwitch(at, name)]),
  ) as Switches;
  for (const [name, needed] of Object.entries(NEEDS)) {
    for (const other of needed) {
      for (const environment of ENVIRONMENTS) {
        if (
          switches[name as Capability][environment] &&
          !switches[other][environment]
        ) {
          throw new Error(
            `${KEY}.${other}: ${name} cannot work without ${other} in ${environment}; for example ${name}: { ${environment}: false }`,
          );
        }
      }
    }
  }
  return {
    isOn: (capability, environment) =>
      environment
        ? switches[capability][environment]
        : ENVIRONMENTS.some(each => switches[capability][each]),
    environments: capability =>
      ENVIRONMENTS.filter(each => switches[capability][each]),
  };
}

function readSwitch(
  at: Config | undefined,
  name: Capability,
): Record<Environment, boolean> {
  const fallback = !OFF_BY_DEFAULT.includes(name);
  const raw = at?.getOptional(name);
  if (raw !== null && typeof raw === 'object') {
    for (const environment of Object.keys(raw)) {
      if (!ENVIRONMENTS.includes(environment as Environment)) {
        throw new Error(
          `${KEY}.${name}.${environment}: '${environment}' is not one of ${ENVIRONMENTS.join(
            ', ',
          )}; for example ${name}: { prod: false }`,
        );
      }
    }
  }
  const read = (key: string) => {
    try {
      return at?.getOptionalBoolean(key);
    } catch {
      throw new Error(
        `${KEY}.${key}: '${at?.getOptional(
          key,
        )}' is neither true nor false; for example ${name}: true`,
      );
    }
  };
  const whole =
    raw !== null && typeof raw === 'object' ? undefined : read(name);
  return Object.fromEntries(
    ENVIRONMENTS.map(environment => [
      environment,
      whole ??
        (typeof raw === 'object'
          ? read(`${name}.${environment}`)
          : undefined) ??
        fallback,
    ]),
  ) as Record<Environment, boolean>;
}
