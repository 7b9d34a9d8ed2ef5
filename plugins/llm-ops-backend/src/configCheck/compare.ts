import { EnvironmentConfig, Finding, ToolCheck } from './types';

/** Compares which instances of each tool the environments have. */
export function compareTools(
  environments: EnvironmentConfig[],
  tools: ToolCheck[],
): Finding[] {
  return tools.flatMap(({ tool, read }) => {
    const having = environments.map(({ name, config }) => {
      try {
        return { name, ids: read(config).map(instance => instance.id) };
      } catch {
        return { name, ids: undefined };
      }
    });
    const known = having.filter(each => each.ids !== undefined);
    const without = known.filter(each => each.ids!.length === 0);
    const findings: Finding[] = [];
    if (without.length > 0 && without.length < known.length) {
      findings.push({
        key: `llmOps.${tool}.instances`,
        where: names(without),
        reason: `${tool} is configured in ${names(
          known.filter(each => !without.includes(each)),
        )} only`,
        hint: `${tool}: { instances: [{ id: ${tool}, … }] }`,
      });
    }
    const counts = known.filter(each => each.ids!.length > 0);
    const most = Math.max(0, ...counts.map(each => each.ids!.length));
    for (const each of counts.filter(c => c.ids!.length < most)) {
      findings.push({
        key: `llmOps.${tool}.instances`,
        where: each.name,
        reason: `it has ${each.ids!.length} instances (${each.ids!.join(
          ', ',
        )}), others have ${most}`,
        hint: 'add the missing instance, or accept it with --accept',
      });
    }
    return findings;
  });
}

/** Names settings that some environments have and others lack. */
export function compareKeys(environments: EnvironmentConfig[]): Finding[] {
  const keys = environments.map(({ name, config }) => ({
    name,
    keys: new Set(leaves(config.getOptional('llmOps'), 'llmOps')),
  }));
  const all = new Set(keys.flatMap(each => [...each.keys]));
  return [...all]
    .filter(key => !key.startsWith('llmOps.features.') && !/\[\d+\]/.test(key))
    .flatMap(key => {
      const lacking = keys.filter(each => !each.keys.has(key));
      return lacking.length === 0
        ? []
        : [
            {
              key,
              where: names(lacking),
              reason: `it is set in ${names(
                keys.filter(each => each.keys.has(key)),
              )} only`,
              hint: `${key.split('.').at(-1)}: …`,
            },
          ];
    });
}

function names(list: { name: string }[]): string {
  return list.map(({ name }) => name).join(', ');
}

function leaves(value: unknown, key: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => leaves(each, `${key}[${index}]`));
  }
  return value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([name, each]) =>
        leaves(each, `${key}.${name}`),
      )
    : [key];
}
