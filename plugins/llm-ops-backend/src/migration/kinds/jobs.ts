import { JobRecord } from '../../services/training/types';
import { insertJob, updateJob } from '../../store/training/jobs';
import { hashOf, object, text, time } from '../source/values';
import { Kind, LeftOut } from '../types';
import { currentRows, mapUri, Notes, OLD_PLATFORM } from './support';

const STATUSES = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
] as const;

/** Training jobs; their runs are another kind. */
export const jobs: Kind<JobRecord> = {
  name: 'jobs',
  source: 'training_jobs',
  target: 'training_jobs',
  watermark: ['submitted_at'],
  batch: 200,
  needs: row => [
    ['datasets', row.dataset_id],
    ['models', row.model_entry_id],
  ],
  plan({ row, has }, context) {
    const { environment } = context;
    const notes = new Notes();
    const datasetId = text(row.dataset_id);
    if (!datasetId || !has('datasets', datasetId)) {
      throw new LeftOut(`its data set ${datasetId ?? '(none)'} is not there`);
    }
    const oldModelId = text(row.model_entry_id);
    const modelId = has('models', oldModelId) ? oldModelId : undefined;
    if (oldModelId && !modelId) {
      notes.add(`its model ${oldModelId} is not there`);
    }
    const status = notes.among(text(row.status), STATUSES, 'failed', 'status');
    if (status === 'queued' || status === 'running') {
      notes.add(`${status} at the old platform: migrate again once it ended`);
    }
    const profile = object(row.resource_profile);
    const hyperparameters = object(row.hyperparameters);
    return {
      notes: notes.list,
      record: {
        id: row.id,
        modelId,
        datasetId,
        jobType: notes.or(text(row.job_type), 'finetune', 'job_type'),
        environment,
        status,
        request: {
          modelId: oldModelId,
          datasetId,
          jobType: text(row.job_type),
          environment,
          hyperparameters,
          resourceProfile: profile,
          retryPolicy: object(row.retry_policy),
        },
        resourceProfile: profile,
        outputUri: mapUri(text(row.output_model_storage_uri), context) ?? '',
        outputModelId: text(row.output_model_entry_id),
        stages: [],
        tool: OLD_PLATFORM,
        submittedBy: notes.or(
          text(row.submitted_by),
          OLD_PLATFORM,
          'submitted_by',
        ),
        submittedAt: notes.or(
          time(row.submitted_at),
          new Date(0).toISOString(),
          'submitted_at',
        ),
        startedAt: time(row.started_at),
        completedAt: time(row.completed_at),
      },
    };
  },
  async write(trx, { record }) {
    if (!(await updateJob(trx, record.id, record))) {
      await insertJob(trx, record);
    }
  },
  comparable: ({ record: r }) => [
    r.modelId ?? null,
    r.datasetId,
    r.jobType,
    r.status,
    hashOf(r.resourceProfile ?? null),
    r.outputUri,
    r.submittedBy,
    r.submittedAt,
    r.startedAt ?? null,
    r.completedAt ?? null,
  ],
  current: (ids, context) =>
    currentRows(context, 'training_jobs', ids, row => [
      row.model_id,
      row.dataset_id,
      row.job_type,
      row.status,
      hashOf(JSON.parse(row.resource_profile ?? 'null')),
      row.output_uri,
      row.submitted_by,
      row.submitted_at,
      row.started_at,
      row.completed_at,
    ]),
};
