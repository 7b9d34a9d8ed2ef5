import { readSettings } from '../config';
import { CAPABILITIES, Features, readFeatures } from '../features';
import { compareKeys, compareTools } from './compare';
import { EnvironmentConfig, Finding, ToolCheck } from './types';

/** Reads settings; what is refused becomes findings. */
function attempt(
  environment: EnvironmentConfig,
  read: () => unknown,
  findings: Finding[],
): void {
  try {
    read();
  } catch (error) {
    for (const line of (error as Error).message
      .replace(/^The configuration is refused:\n/, '')
      .split('\n')) {
      const [, key = '', reason = '', hint = ''] =
        /^(?:- )?([\w.[\]]+): (.*?)(?:; for example (.*))?$/.exec(line) ?? [];
      findings.push({
        key: key || 'llmOps',
        where: environment.name,
        reason: reason || line,
        hint,
      });
    }
  }
}

/** Names everything that is wrong in an environment or differs between them. */
export function checkEnvironments(
  environments: EnvironmentConfig[],
  tools: ToolCheck[],
): Finding[] {
  const findings: Finding[] = [];
  for (const environment of environments) {
    const refused = new Set<string>();
    for (const text of environment.schemaErrors) {
      const key =
        / at \/(\S+)/.exec(text)?.[1].replace(/\//g, '.') ?? 'app-config';
      if (!refused.has(key)) {
        refused.add(key);
        findings.push({
          key,
          where: environment.name,
          reason: text.replace(/ \{.*?\}| at \/\S+/g, ''),
          hint: 'see config.d.ts of the plugin the key belongs to',
        });
      }
    }
    for (const { key, file } of environment.clearSecrets) {
      findings.push({
        key,
        where: environment.name,
        reason: `a secret stands in clear in ${file}`,
        hint: `${key.split('.').at(-1)}: \${AN_ENVIRONMENT_VARIABLE}`,
      });
    }
    attempt(environment, () => readSettings(environment.config), findings);
    for (const { read } of tools) {
      attempt(environment, () => read(environment.config), findings);
    }
    findings.push(...combinations(environment, tools));
  }
  findings.push(
    ...compareFeatures(environments),
    ...compareTools(environments, tools),
    ...compareKeys(environments),
  );
  return findings;
}

/** The switches, if they can be read. */
function featuresOf({ config }: EnvironmentConfig): Features | undefined {
  try {
    return readFeatures(config);
  } catch {
    return undefined;
  }
}

/** What is switched on must have a tool, and nothing may be open. */
function combinations(
  environment: EnvironmentConfig,
  tools: ToolCheck[],
): Finding[] {
  const { name, config } = environment;
  const findings: Finding[] = [];
  const features = featuresOf(environment);
  for (const capability of new Set(tools.map(tool => tool.capability))) {
    const own = tools.filter(tool => tool.capability === capability);
    const served = own.some(tool => {
      try {
        return tool.read(config).some(i => i.environments.includes(name));
      } catch {
        return true;
      }
    });
    if (features?.isOn(capability, name) && !served) {
      const [{ tool }] = own;
      findings.push({
        key: `llmOps.features.${capability}`,
        where: name,
        reason: `it is on, but no tool is configured for ${name}`,
        hint: `llmOps.${tool}.instances: [{ id: ${tool}-${name}, … }] or ${capability}: false`,
      });
    }
  }
  const mode = config.getOptional('llmOps.auth.legacyHeaders.mode');
  if (mode === 'open' && name !== 'dev') {
    findings.push({
      key: 'llmOps.auth.legacyHeaders.mode',
      where: name,
      reason: 'it believes every caller',
      hint: 'mode: trustedProxy',
    });
  }
  for (const kind of ['train', 'serve']) {
    const image = config.getOptional(`llmOps.images.${kind}`);
    if (typeof image === 'string' && /(^|\/)[^:/]+$|:latest$/.test(image)) {
      findings.push({
        key: `llmOps.images.${kind}`,
        where: name,
        reason: `'${image}' names no version`,
        hint: `${kind}: registry.example.org/llm-ops-ml:1.4.0`,
      });
    }
  }
  return findings;
}

function compareFeatures(environments: EnvironmentConfig[]): Finding[] {
  const read = environments
    .map(environment => ({
      name: environment.name,
      features: featuresOf(environment),
    }))
    .filter(each => each.features);
  return CAPABILITIES.flatMap(capability => {
    const states = read.map(({ name, features }) => ({
      name,
      on: features!.isOn(capability, name),
    }));
    return new Set(states.map(state => state.on)).size > 1
      ? [
          {
            key: `llmOps.features.${capability}`,
            where: states.map(({ name }) => name).join(', '),
            reason: `it is ${states
              .map(({ name, on }) => `${on ? 'on' : 'off'} in ${name}`)
              .join(', ')}`,
            hint: 'set it alike, or accept it with --accept',
          },
        ]
      : [];
  });
}
