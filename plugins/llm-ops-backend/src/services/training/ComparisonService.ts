import { InputError } from '@backstage/errors';
import { findModel } from '../../store/models/models';
import { ServiceDeps } from '../deps';
import { ExperimentService, SeenRun } from './ExperimentService';
import { nameOfRun } from './nameOfRun';
import { TrainingService } from './TrainingService';

/** Fewest and most runs that are laid side by side. */
const FEWEST = 2;
const MOST = 50;

/** Tags that say nothing about a run but which one it is. */
const OWN_TAGS =
  /^(mlflow\.(log-model\.history|runColor|runName|user|source\..*)|llmops\.(job_id|job_url|run_id|operation_id))$/;

/** One thing that runs have: its value for each of them, in their order. */
export interface ComparedRow {
  name: string;
  values: (string | number | null)[];
  /** Whether the runs have different values, or some have none. */
  differs: boolean;
}

/** A run among those compared, and what it was made of. */
export interface ComparedRun {
  runId: string;
  jobId: string;
  name: string;
  status: string;
  startTime: string;
  endTime: string | null;
  owner: string;
  modelId: string | null;
  datasetId: string;
  datasetVersionId: string | null;
  /** The model that came from it. */
  outputModel: { id: string; name: string; version: string } | null;
  stale: boolean;
}

export interface Comparison {
  runs: ComparedRun[];
  parameters: ComparedRow[];
  metrics: ComparedRow[];
  tags: ComparedRow[];
}

/** Lays runs side by side. */
export class ComparisonService {
  readonly #deps: ServiceDeps;
  readonly #experiments: ExperimentService;
  readonly #training: TrainingService;

  constructor(
    deps: ServiceDeps,
    experiments: ExperimentService,
    training: TrainingService,
  ) {
    this.#deps = deps;
    this.#experiments = experiments;
    this.#training = training;
  }

  /**
   * Parameters, last metrics and tags of 2 to 50 runs; what differs comes first.
   * @throws NotFoundError for a run there is not
   * @throws InputError for fewer or more runs, or the same one twice
   */
  async compare(runIds: string[]): Promise<Comparison> {
    if (new Set(runIds).size !== runIds.length) {
      throw new InputError(
        'Each run can be compared once; leave out the second',
      );
    }
    if (runIds.length < FEWEST || runIds.length > MOST) {
      throw new InputError(
        `${runIds.length} runs cannot be compared; choose ${FEWEST} to ${MOST}`,
      );
    }
    const seen = await Promise.all(runIds.map(id => this.#experiments.run(id)));
    return {
      runs: await Promise.all(seen.map(one => this.#describe(one))),
      parameters: rowsOf(seen.map(({ run }) => run.parameters)),
      metrics: rowsOf(seen.map(({ run }) => run.metrics)),
      tags: rowsOf(seen.map(({ tags }) => tags)).filter(
        ({ name }) => !OWN_TAGS.test(name),
      ),
    };
  }

  async #describe({ run, stale }: SeenRun): Promise<ComparedRun> {
    const job = await this.#training.get(run.jobId);
    const output =
      job.outputModelId === undefined
        ? undefined
        : await findModel(this.#deps.database, job.outputModelId);
    return {
      runId: run.trackingRunId!,
      jobId: run.jobId,
      name: nameOfRun(run),
      status: run.status,
      startTime: run.startTime,
      endTime: run.endTime ?? null,
      owner: job.submittedBy,
      modelId: job.modelId ?? null,
      datasetId: job.datasetId,
      datasetVersionId: job.datasetVersionId ?? null,
      outputModel: output
        ? { id: output.id, name: output.name, version: output.version }
        : null,
      stale,
    };
  }
}

/** A row for each name that any of them has; rows that differ first, then by name. */
export function rowsOf(sides: Record<string, unknown>[]): ComparedRow[] {
  const names = [...new Set(sides.flatMap(side => Object.keys(side)))].sort();
  const rows = names.map(name => {
    const values = sides.map(side => plain(side[name]));
    return { name, values, differs: new Set(values).size > 1 };
  });
  return [...rows.filter(row => row.differs), ...rows.filter(r => !r.differs)];
}

function plain(value: unknown): string | number | null {
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : String(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
