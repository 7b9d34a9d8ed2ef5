import { NotFoundError } from '@backstage/errors';
import { covers, Reach } from '@llm-ops/plugin-llm-ops-node';
import { findDataset } from '../store/datasets/datasets';
import { collect } from '../store/listing';
import { findVersion } from '../store/datasets/versions';
import { findModel } from '../store/models/models';
import { findEndpoint, listEndpoints } from '../store/serving/endpoints';
import { findJob, listJobs } from '../store/training/jobs';
import { ServiceDeps } from './deps';
import { OwnerService } from './OwnerService';

export interface LineageNode {
  id: string;
  kind: 'dataset' | 'model' | 'job' | 'endpoint';
  title: string;
  status?: string;
  href: string;
}

export interface Lineage {
  nodes: LineageNode[];
  edges: { from: string; to: string; label?: string }[];
}

/** Records that are shown at most. */
const MAX_NODES = 60;
/** Jobs of one record that are followed. */
const MAX_JOBS = 10;

/** Follows what a record came from, and what came from it. */
export class LineageService {
  readonly #deps: Pick<ServiceDeps, 'database'>;
  readonly #owners: OwnerService;

  constructor(deps: Pick<ServiceDeps, 'database'>, owners: OwnerService) {
    this.#deps = deps;
    this.#owners = owners;
  }

  /** The graph around `kind:id`, of what is within reach. @throws NotFoundError */
  async around(reference: string, reach: Reach): Promise<Lineage> {
    const nodes = new Map<string, LineageNode>();
    const edges = new Map<string, Lineage['edges'][number]>();
    const queue = [reference];
    while (queue.length > 0 && nodes.size < MAX_NODES) {
      const at = queue.shift()!;
      if (nodes.has(at)) {
        continue;
      }
      const found = (await this.#isWithin(reach, at)) && (await this.#look(at));
      if (!found) {
        if (at === reference) {
          throw new NotFoundError(`There is no record ${reference}`);
        }
        continue;
      }
      nodes.set(at, found.node);
      for (const edge of found.edges) {
        edges.set(`${edge.from}>${edge.to}`, edge);
        queue.push(edge.from, edge.to);
      }
    }
    return {
      nodes: [...nodes.values()],
      edges: [...edges.values()].filter(
        e => nodes.has(e.from) && nodes.has(e.to),
      ),
    };
  }

  async #isWithin(reach: Reach, reference: string): Promise<boolean> {
    if (reach === 'all') {
      return true;
    }
    const owners = await this.#owners.ofRef(reference);
    return owners !== undefined && covers(reach, owners);
  }

  async #look(reference: string) {
    const [kind, id] = reference.split(':');
    switch (kind) {
      case 'dataset':
        return this.#dataset(id);
      case 'model':
        return this.#model(id);
      case 'job':
        return this.#job(id);
      default:
        return this.#endpoint(id);
    }
  }

  async #dataset(id: string) {
    const dataset = await findDataset(this.#deps.database, id);
    if (!dataset) return undefined;
    const jobs = await this.#jobs({ datasetId: id });
    return {
      node: {
        id: `dataset:${id}`,
        kind: 'dataset' as const,
        title: dataset.name,
        status: dataset.approvedAt ? 'approved' : 'draft',
        href: `/llm-ops/datasets/${id}`,
      },
      edges: jobs.map(job => ({ from: `dataset:${id}`, to: `job:${job.id}` })),
    };
  }

  async #model(id: string) {
    const model = await findModel(this.#deps.database, id);
    if (!model) return undefined;
    const edges: Lineage['edges'] = [];
    if (model.lineage.jobId) {
      edges.push({ from: `job:${model.lineage.jobId}`, to: `model:${id}` });
    } else {
      for (const datasetId of model.lineage.datasetIds ?? []) {
        edges.push({ from: `dataset:${datasetId}`, to: `model:${id}` });
      }
    }
    for (const job of await this.#jobs({ modelId: id })) {
      edges.push({ from: `model:${id}`, to: `job:${job.id}`, label: 'base' });
    }
    for (const endpoint of await collect(
      await listEndpoints(this.#deps.database, { modelId: id }),
    )) {
      edges.push({ from: `model:${id}`, to: `endpoint:${endpoint.id}` });
    }
    return {
      node: {
        id: `model:${id}`,
        kind: 'model' as const,
        title: `${model.name} ${model.version}`,
        status: model.status,
        href: `/llm-ops/models/${id}`,
      },
      edges,
    };
  }

  /** The newest jobs of a record. */
  async #jobs(filter: { datasetId?: string; modelId?: string }) {
    return collect(
      await listJobs(this.#deps.database, filter, { limit: MAX_JOBS }),
    );
  }

  async #job(id: string) {
    const job = await findJob(this.#deps.database, id);
    if (!job) return undefined;
    const version = job.datasetVersionId
      ? await findVersion(this.#deps.database, job.datasetVersionId)
      : undefined;
    return {
      node: {
        id: `job:${id}`,
        kind: 'job' as const,
        title: `training ${id.slice(0, 8)}`,
        status: job.status,
        href: `/llm-ops/training/${id}`,
      },
      edges: [
        {
          from: `dataset:${job.datasetId}`,
          to: `job:${id}`,
          label: version && `v${version.number}`,
        },
        ...(job.modelId
          ? [{ from: `model:${job.modelId}`, to: `job:${id}`, label: 'base' }]
          : []),
        ...(job.outputModelId
          ? [{ from: `job:${id}`, to: `model:${job.outputModelId}` }]
          : []),
      ],
    };
  }

  async #endpoint(id: string) {
    const endpoint = await findEndpoint(this.#deps.database, id);
    if (!endpoint || endpoint.deletedAt) return undefined;
    return {
      node: {
        id: `endpoint:${id}`,
        kind: 'endpoint' as const,
        title: `${endpoint.route} (${endpoint.environment})`,
        status: endpoint.status,
        href: `/llm-ops/endpoints/${id}`,
      },
      edges: [{ from: `model:${endpoint.modelId}`, to: `endpoint:${id}` }],
    };
  }
}
