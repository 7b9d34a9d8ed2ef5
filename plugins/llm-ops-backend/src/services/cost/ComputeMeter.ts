import {
  findCheckpoint,
  replaceUsage,
  addUsage,
  saveCheckpoint,
} from '../../store/cost/usage';
import { listEndpoints } from '../../store/serving/endpoints';
import { listJobs } from '../../store/training/jobs';
import { ServiceDeps } from '../deps';
import { EndpointRecord } from '../serving';
import { JobRecord } from '../training';
import { resourcesOf } from '../training/submission';
import { SMALL_STAGE } from '../training/pipeline';
import { cpusOf, hoursByDay } from './hours';
import { NO_USAGE, Usage } from './types';

/** Jobs that ended this long before the last count are counted again, in ms. */
const OVERLAP_MS = 10 * 60_000;
/** Longest time between two counts in which endpoints are taken to have run. */
const MAX_GAP_MS = 24 * 3600_000;

/** Counts the hours of what runs in clusters. */
export class ComputeMeter {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /** Called every minute, by one replica. */
  async count(): Promise<void> {
    await this.#countJobs();
    await this.#countEndpoints();
  }

  /** Jobs are counted anew as a whole, from the times of their stages. */
  async #countJobs(): Promise<void> {
    const { database } = this.#deps;
    const now = this.#deps.clock();
    const before = await findCheckpoint(database, 'jobs');
    const since =
      before && new Date(Date.parse(before) - OVERLAP_MS).toISOString();
    for (const filter of [
      { statuses: ['running' as const] },
      { endedSince: since ?? '' },
    ]) {
      const { chunks } = await listJobs(database, filter);
      for await (const job of flat(chunks)) {
        const usages = usageOfJob(job, now, this.#trainNeeds(job));
        await database.transaction(trx =>
          replaceUsage(trx, 'training', job.id, usages),
        );
      }
    }
    await saveCheckpoint(database, 'jobs', now.toISOString());
  }

  #trainNeeds(job: JobRecord) {
    try {
      return resourcesOf(job.request, job.environment, this.#deps.config);
    } catch {
      // The type of GPU is not offered any more; the job had it all the same.
      return SMALL_STAGE;
    }
  }

  /** Endpoints are counted on from the last count, with the replicas of now. */
  async #countEndpoints(): Promise<void> {
    const { database } = this.#deps;
    const now = this.#deps.clock();
    const before = Date.parse(
      (await findCheckpoint(database, 'endpoints')) ?? now.toISOString(),
    );
    const from = new Date(Math.max(before, now.getTime() - MAX_GAP_MS));
    const usages: Usage[] = [];
    const { chunks } = await listEndpoints(database);
    for await (const endpoint of flat(chunks)) {
      usages.push(...usageOfEndpoint(endpoint, from, now));
    }
    await database.transaction(async trx => {
      await addUsage(trx, usages);
      await saveCheckpoint(trx, 'endpoints', now.toISOString());
    });
  }
}

async function* flat<T>(chunks: AsyncIterable<T[]>): AsyncIterable<T> {
  for await (const chunk of chunks) {
    yield* chunk;
  }
}

/** Hours of a job's stages: each pod's resources for as long as it ran. */
export function usageOfJob(
  job: JobRecord,
  now: Date,
  train: { cpuRequest?: string; gpuCount?: number; gpuType?: string },
): Usage[] {
  const usages = new Map<string, Usage>();
  for (const stage of job.stages.filter(({ startedAt }) => startedAt)) {
    const needs = stage.name === 'train' ? train : SMALL_STAGE;
    const gpuType = ('gpuType' in needs && needs.gpuType) || '';
    const end = stage.finishedAt ?? job.completedAt;
    const hours = hoursByDay(
      new Date(stage.startedAt!),
      end ? new Date(end) : now,
    );
    for (const [day, length] of hours) {
      const usage = usages.get(`${day} ${gpuType}`) ?? {
        ...NO_USAGE,
        day,
        resourceType: 'training' as const,
        resourceId: job.id,
        subject: job.submittedBy,
        team: '',
        gpuType,
      };
      usage.cpuHours += length * cpusOf(needs.cpuRequest);
      usage.gpuHours += length * (needs.gpuCount ?? 0);
      usages.set(`${day} ${gpuType}`, usage);
    }
  }
  return [...usages.values()];
}

/** Hours of an endpoint's ready replicas. */
export function usageOfEndpoint(
  endpoint: EndpointRecord,
  from: Date,
  to: Date,
): Usage[] {
  const replicas = endpoint.replicas?.ready ?? 0;
  if (endpoint.tool === 'external' || replicas === 0) {
    return [];
  }
  const { spec } = endpoint;
  const resources = spec.deploymentSpec?.resources as
    | { gpus?: number; gpu_type?: string }
    | undefined;
  const gpus = spec.useGpu ? Math.max(1, resources?.gpus ?? 1) : 0;
  return [...hoursByDay(from, to)].map(([day, length]) => ({
    ...NO_USAGE,
    day,
    resourceType: 'serving' as const,
    resourceId: endpoint.id,
    subject: endpoint.createdBy,
    team: '',
    gpuType: gpus > 0 ? resources?.gpu_type ?? 'default' : '',
    cpuHours: length * replicas * cpusOf(spec.cpuRequest ?? '500m'),
    gpuHours: length * replicas * gpus,
    replicaHours: length * replicas,
  }));
}
