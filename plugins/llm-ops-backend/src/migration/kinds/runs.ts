import { ExperimentTracker, MetricPoint } from '@llm-ops/plugin-llm-ops-node';
import { RunRecord } from '../../services/training/types';
import { insertRun, updateRun } from '../../store/training/runs';
import { SourceRow } from '../source/SourceDatabase';
import {
  derivedId,
  hashOf,
  number,
  object,
  text,
  time,
} from '../source/values';
import { Kind, LeftOut, MigrationContext } from '../types';
import { currentRows, existing, Notes } from './support';

interface Related {
  run?: SourceRow;
  metrics: SourceRow[];
  model?: string;
}

/** A run with every point of its metrics. */
export interface PlannedRun {
  run: RunRecord;
  points: MetricPoint[];
  tags: Record<string, string>;
}

const RUN_STATUS: Record<string, RunRecord['status'] | undefined> = {
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'killed',
};
const TRACKER_STATUS = {
  running: 'RUNNING',
  completed: 'FINISHED',
  failed: 'FAILED',
  killed: 'KILLED',
} as const;

const keyOf = (jobId: string) => `migrated-${jobId}`;

/** Runs of jobs, with all their metrics, at the experiment tracker. */
export const runs: Kind<PlannedRun, Related> = {
  name: 'runs',
  source: 'training_jobs',
  target: 'experiment_runs',
  watermark: ['submitted_at'],
  batch: 100,
  async related(rows, { source }) {
    const ids = rows.map(row => row.id);
    const jobId = 'training_job_id';
    const [found, metrics, models] = await Promise.all([
      source.where('experiment_runs', jobId, ids),
      source.where('experiment_metrics', jobId, ids, ['recorded_at']),
      source.where(
        'model_catalog_entries',
        'id',
        rows.map(row => String(row.model_entry_id)),
      ),
    ]);
    const byJob = new Map<string, Related>(
      rows.map(row => [
        row.id,
        {
          metrics: [],
          model: nameOf(models.find(model => model.id === row.model_entry_id)),
        },
      ]),
    );
    for (const run of found) byJob.get(String(run[jobId]))!.run = run;
    for (const metric of metrics) {
      byJob.get(String(metric[jobId]))!.metrics.push(metric);
    }
    return byJob;
  },
  needs: row => [['training_jobs', row.id]],
  plan({ row, related, has }, context) {
    const { environment, providers } = context;
    if (!has('training_jobs', row.id)) {
      throw new LeftOut('its job was left out');
    }
    const notes = new Notes();
    const { run: old, metrics = [], model } = related ?? { metrics: [] };
    const points = pointsOf(metrics, notes);
    const startTime =
      time(old?.start_time) ??
      time(row.started_at) ??
      time(row.submitted_at) ??
      new Date(0).toISOString();
    const status: RunRecord['status'] =
      RUN_STATUS[text(row.status) ?? ''] ??
      (text(row.completed_at) ? 'failed' : 'running');
    return {
      notes: notes.list,
      record: {
        points,
        tags: tagsOf(row, old),
        run: {
          id: old?.id ?? derivedId('run', row.id),
          jobId: row.id,
          tool: providers.tracker(environment).instance.id,
          experimentName: text(old?.experiment_name) ?? model ?? 'migrated',
          runName: text(old?.run_name) ?? `run-${row.id}`,
          parameters:
            object(old?.parameters) ?? object(row.hyperparameters) ?? {},
          metrics: {
            ...numbersOf(object(old?.metrics)),
            ...Object.fromEntries(points.map(p => [p.key, p.value])),
          },
          status,
          startTime,
          endTime:
            time(old?.end_time) ??
            (status === 'running'
              ? undefined
              : time(row.completed_at) ?? startTime),
          updatedAt: time(old?.updated_at) ?? startTime,
        },
      },
    };
  },
  concurrency: 6,
  rowId: ({ run }) => run.id,
  async effect({ record }, _refs, context, fresh) {
    const { run, points, tags } = record;
    const tracker = context.providers.byId<ExperimentTracker>(run.tool);
    const made = await tracker.createRun({
      key: keyOf(run.jobId),
      fresh,
      experimentName: run.experimentName,
      runName: run.runName,
      startTime: Date.parse(run.startTime),
      tags,
    });
    const isNew = Object.keys(made.params).length === 0;
    const logged = new Set(points.map(point => point.key));
    await tracker.logBatch(made.runId, {
      params: isNew
        ? Object.fromEntries(
            Object.entries(run.parameters).map(([key, value]) => [
              key,
              typeof value === 'string' ? value : JSON.stringify(value),
            ]),
          )
        : undefined,
      metrics: [
        ...points,
        // What the old run only summed up has no history.
        ...Object.entries(run.metrics)
          .filter(([key]) => !logged.has(key))
          .map(([key, value]) => ({
            key,
            value,
            timestamp: Date.parse(run.startTime),
            step: 0,
          })),
      ],
    });
    await tracker.updateRun(made.runId, {
      status: TRACKER_STATUS[run.status],
      endTime: run.endTime ? Date.parse(run.endTime) : undefined,
    });
    return {
      tool: run.tool,
      runId: made.runId,
      experimentId: made.experimentId,
      experimentName: run.experimentName,
      webUrl: made.webUrl,
    };
  },
  async write(trx, { record: { run } }, refs) {
    const record: RunRecord = {
      ...run,
      trackingRunId: String(refs.runId),
      experimentId: String(refs.experimentId),
      webUrl: text(refs.webUrl),
    };
    if ((await existing(trx, 'experiment_runs', [record.id])).size) {
      await updateRun(trx, record.id, record);
    } else {
      await insertRun(trx, record);
    }
  },
  async undo(jobId, refs, context) {
    const tool =
      text(refs.tool) ??
      context.providers.tracker(context.environment).instance.id;
    const tracker = context.providers.byId<ExperimentTracker>(tool);
    const runId = text(refs.runId);
    const found = runId
      ? [runId]
      : (
          await tracker.searchRuns({
            filter: `tags.\`llmops.job_id\` = '${jobId}' and tags.\`llmops.migrated\` = 'true'`,
            maxResults: 10,
          })
        ).runs.map(run => run.runId);
    for (const id of found) {
      await tracker.deleteRun(id).catch(error => {
        if (error.name !== 'NotFoundError') throw error;
      });
    }
  },
  comparable: ({ record: { run } }) => [
    run.jobId,
    run.experimentName,
    run.runName ?? null,
    hashOf(run.parameters),
    hashOf(run.metrics),
    run.status,
    run.startTime,
    run.endTime ?? null,
  ],
  current: currentRuns,
};

/** How the old platform called the experiment of a model. */
function nameOf(model: SourceRow | undefined): string | undefined {
  return (
    model && `${text(model.name) ?? model.id}-${text(model.version) ?? '1'}`
  );
}

function pointsOf(metrics: SourceRow[], notes: Notes): MetricPoint[] {
  const steps = new Map<string, number>();
  const points: MetricPoint[] = [];
  for (const metric of metrics) {
    const key = text(metric.name);
    const value = number(metric.value);
    if (key === undefined || value === undefined) {
      notes.add(`metric ${metric.id} has no name or no value`);
    } else {
      const step = steps.get(key) ?? 0;
      steps.set(key, step + 1);
      const at = Date.parse(time(metric.recorded_at) ?? '');
      points.push({ key, value, step, timestamp: at || 0 });
    }
  }
  return points;
}

function numbersOf(values: Record<string, unknown> | undefined) {
  return Object.fromEntries(
    Object.entries(values ?? {})
      .map(([key, value]) => [key, number(value)] as const)
      .filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

function tagsOf(job: SourceRow, run: SourceRow | undefined) {
  return {
    'llmops.migrated': 'true',
    'llmops.job_id': job.id,
    'llmops.model_id': text(job.model_entry_id) ?? '',
    'llmops.dataset_id': text(job.dataset_id) ?? '',
    'llmops.old_run_id': run?.id ?? '',
    'llmops.old_tracking_run_id': text(run?.tracking_run_id) ?? '',
    'mlflow.user': text(job.submitted_by) ?? '',
  };
}

/** Runs by job, as the tracker itself has them. */
async function currentRuns(
  ids: string[],
  context: MigrationContext,
): Promise<Map<string, unknown>> {
  const rows = await context.database('experiment_runs').whereIn('job_id', ids);
  const byRow = await currentRows(
    context,
    'experiment_runs',
    rows.map(row => String(row.id)),
    row => [
      row.job_id,
      row.experiment_name,
      row.run_name,
      hashOf(JSON.parse(row.parameters)),
      hashOf(JSON.parse(row.metrics)),
      row.status,
      row.start_time,
      row.end_time,
    ],
  );
  return new Map(
    rows.map(row => [String(row.job_id), byRow.get(String(row.id))]),
  );
}
