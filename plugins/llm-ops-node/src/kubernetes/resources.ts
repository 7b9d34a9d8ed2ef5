import { ResourceNeeds } from '../providers';

/** Requests and limits of a container; what is not needed is left out. */
export function containerResources(needs: ResourceNeeds | undefined) {
  if (!needs) {
    return undefined;
  }
  const gpu = needs.gpuCount
    ? { [needs.gpuResource ?? 'nvidia.com/gpu']: String(needs.gpuCount) }
    : {};
  const clean = (values: Record<string, string | undefined>) =>
    Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    );
  return {
    requests: clean({
      cpu: needs.cpuRequest,
      memory: needs.memoryRequest,
      ...gpu,
    }),
    limits: clean({ cpu: needs.cpuLimit, memory: needs.memoryLimit, ...gpu }),
  };
}
