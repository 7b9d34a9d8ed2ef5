import { ButtonLink, Cell, CellText, ColumnConfig } from '@backstage/ui';
import { llmOpsTrainPermission } from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Job } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { formatDuration, formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { RecordTable } from '../RecordTable';

const columns: ColumnConfig<Job>[] = [
  {
    id: 'job',
    label: 'Job',
    isRowHeader: true,
    cell: job => (
      <CellText title={job.id.slice(0, 8)} description={job.jobType} />
    ),
  },
  {
    id: 'status',
    label: 'Status',
    cell: job => (
      <Cell>
        <Status value={job.status} />
      </Cell>
    ),
  },
  {
    id: 'waiting',
    label: 'Waiting for',
    cell: job => <CellText title={job.queue?.reason ?? '–'} />,
  },
  {
    id: 'submitted',
    label: 'Submitted',
    cell: job => <CellText title={formatTime(job.submittedAt)} />,
  },
  {
    id: 'duration',
    label: 'Duration',
    cell: job => (
      <CellText title={formatDuration(job.startedAt, job.completedAt)} />
    ),
  },
];

/** All training jobs. */
export const TrainingPage = () => {
  useLiveUpdates();
  const jobs = useRead<{ jobs: Job[] }>('/training/jobs');
  return (
    <Page
      title="Training"
      description="Tracked pipelines: validate, train, evaluate and register, each stage a pod."
      actions={
        <Allowed permission={llmOpsTrainPermission}>
          <ButtonLink
            variant="primary"
            href={`${paths.templates}/templates/default/train-a-model`}
          >
            Train a model
          </ButtonLink>
        </Allowed>
      }
    >
      <QueryState query={jobs}>
        {data => (
          <RecordTable
            label="jobs"
            rows={data.jobs}
            columns={columns}
            text={job => `${job.id} ${job.jobType} ${job.status}`}
            href={job => paths.job(job.id)}
            empty="No training job yet. Train a model to begin."
          />
        )}
      </QueryState>
    </Page>
  );
};
