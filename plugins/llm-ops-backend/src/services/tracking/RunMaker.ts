import { ExperimentTracker } from '@llm-ops/plugin-llm-ops-node';
import { findRun, updateRun } from '../../store/training/runs';
import { DatasetServices } from '../datasets';
import { ServiceDeps } from '../deps';
import { TrainingService } from '../training/TrainingService';
import { RunRecord } from '../training/types';
import { emptyJournal, parameterText } from './fold';
import { portalId } from './present';

/** Makes runs at their tracker, each once. */
export class RunMaker {
  readonly #deps: ServiceDeps;
  readonly #training: TrainingService;
  readonly #datasets: DatasetServices;

  constructor(
    deps: ServiceDeps,
    training: TrainingService,
    datasets: DatasetServices,
  ) {
    this.#deps = deps;
    this.#training = training;
    this.#datasets = datasets;
  }

  /** The run with the tracker's id; made there, after its parent, if need be. */
  async ensure(run: RunRecord): Promise<RunRecord> {
    if (run.trackingRunId) {
      return run;
    }
    const above =
      run.parentRunId && (await findRun(this.#deps.database, run.parentRunId));
    const parent = above ? await this.ensure(above) : undefined;
    const job = await this.#training.get(run.jobId);
    const version = job.datasetVersionId
      ? await this.#datasets.datasets.version(
          job.datasetId,
          job.datasetVersionId,
        )
      : undefined;
    const dataset = await this.#datasets.datasets.get(job.datasetId);
    const own = run.journal ?? emptyJournal();
    const url = this.#deps.config.getString('app.baseUrl');
    const made = await this.#deps.providers
      .byId<ExperimentTracker>(run.tool)
      .createRun({
        key: run.id,
        experimentName: run.experimentName,
        runName: run.runName,
        status: !parent && job.status === 'queued' ? 'SCHEDULED' : 'RUNNING',
        startTime: Date.parse(run.startTime),
        params: parent
          ? {}
          : Object.fromEntries(
              Object.entries(run.parameters).map(([key, value]) => [
                key,
                parameterText(value),
              ]),
            ),
        tags: {
          'mlflow.user': own.user ?? job.submittedBy,
          ...(parent && own.tags),
          ...(parent && { 'mlflow.parentRunId': parent.trackingRunId! }),
          'llmops.run_id': portalId(run.id),
          'llmops.job_id': job.id,
          'llmops.job_url': `${url}/llm-ops/training/${job.id}`,
          'llmops.owner': job.submittedBy,
          'llmops.model_id': job.modelId ?? '',
          'llmops.dataset_id': job.datasetId,
          'llmops.dataset_version': String(version?.number ?? ''),
          'llmops.dataset_version_id': job.datasetVersionId ?? '',
          'llmops.dataset_checksum': job.datasetChecksum ?? '',
        },
        inputs:
          version && !parent
            ? [
                {
                  name: dataset.name,
                  digest: version.checksum.slice(0, 36),
                  source: version.storageUri,
                  context: 'training',
                },
              ]
            : undefined,
      });
    const change = {
      trackingRunId: made.runId,
      experimentId: made.experimentId,
      webUrl: made.webUrl,
      updatedAt: this.#deps.clock().toISOString(),
    };
    await updateRun(this.#deps.database, run.id, change);
    await this.#deps.publish('job', job.id, 'changed');
    return { ...run, ...change };
  }
}
