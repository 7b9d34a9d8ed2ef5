import { withSpec } from '../training/trainJobSpec';
import { ResourceLimit } from './rules';

const WORDS: Record<keyof ResourceLimit, string> = {
  gpus: 'GPUs',
  cpus: 'CPUs',
  nodes: 'nodes',
  replicas: 'replicas',
  minutes: 'minutes',
};

/** What a request asks for, as far as it says. */
export function askedFor(body: Record<string, unknown>): ResourceLimit {
  const profile = object(withSpec(body).resourceProfile);
  const spec = object(body.deploymentSpec);
  const number = (...values: unknown[]) => {
    const given = values.find(value => value !== undefined && value !== null);
    return given === undefined ? undefined : quantity(given);
  };
  const nodes = number(profile.numNodes, profile.num_nodes);
  const replicas = number(body.maxReplicas, body.max_replicas);
  const perJob = number(profile.gpuCount, profile.gpu_count);
  const perReplica = number(object(spec.resources).gpus);
  const gpus = perJob ?? perReplica;
  return {
    gpus:
      gpus === undefined
        ? undefined
        : gpus * (perJob === undefined ? replicas ?? 1 : nodes ?? 1),
    cpus: number(
      profile.cpuCores,
      profile.cpu_cores,
      body.cpuLimit,
      body.cpuRequest,
    ),
    nodes,
    replicas,
    minutes: number(profile.maxDuration, profile.max_duration),
  };
}

/** A sentence on the first limit that is exceeded. */
export function exceeded(
  limit: ResourceLimit,
  asked: ResourceLimit,
): string | undefined {
  for (const [key, most] of Object.entries(limit)) {
    const wanted = asked[key as keyof ResourceLimit];
    if (wanted !== undefined && wanted > most) {
      return `${wanted} ${
        WORDS[key as keyof ResourceLimit]
      } are asked for, at most ${most} are allowed`;
    }
  }
  return undefined;
}

function object(value: unknown): Record<string, unknown> {
  return (value ?? {}) as Record<string, unknown>;
}

/** A number, or a Kubernetes quantity such as `500m`. */
function quantity(value: unknown): number | undefined {
  const [, digits, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits) / (milli ? 1000 : 1);
}
