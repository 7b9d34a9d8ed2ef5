import { ButtonLink, Cell, CellText, ColumnConfig } from '@backstage/ui';
import { llmOpsTrainPermission } from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Pipeline } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { formatDuration, formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { RecordTable } from '../RecordTable';

const columns: ColumnConfig<Pipeline>[] = [
  {
    id: 'pipeline',
    label: 'Pipeline',
    isRowHeader: true,
    cell: pipeline => (
      <CellText
        title={pipeline.pipeline_name}
        description={`${pipeline.stages.length} stages`}
      />
    ),
  },
  {
    id: 'status',
    label: 'Status',
    cell: pipeline => (
      <Cell>
        <Status value={pipeline.status} />
      </Cell>
    ),
  },
  {
    id: 'stage',
    label: 'Stage',
    cell: pipeline => (
      <CellText
        title={pipeline.current_stage ?? '–'}
        description={pipeline.queue?.reason ?? undefined}
      />
    ),
  },
  {
    id: 'retries',
    label: 'Retries',
    cell: pipeline => <CellText title={String(pipeline.retry_count)} />,
  },
  {
    id: 'submitted',
    label: 'Submitted',
    cell: pipeline => <CellText title={formatTime(pipeline.created_at)} />,
  },
  {
    id: 'duration',
    label: 'Duration',
    cell: pipeline => (
      <CellText
        title={formatDuration(pipeline.start_time, pipeline.end_time)}
      />
    ),
  },
];

/** All pipelines. */
export const PipelinesPage = () => {
  useLiveUpdates();
  const pipelines = useRead<Pipeline[]>('/workflows/pipelines');
  return (
    <Page
      title="Pipelines"
      description="Stages of validation, training, evaluation and deployment, in their order and under their conditions."
      actions={
        <Allowed permission={llmOpsTrainPermission}>
          <ButtonLink variant="primary" href={paths.newPipeline}>
            New pipeline
          </ButtonLink>
        </Allowed>
      }
    >
      <QueryState query={pipelines}>
        {data => (
          <RecordTable
            label="pipelines"
            rows={data}
            columns={columns}
            text={pipeline => `${pipeline.pipeline_name} ${pipeline.status}`}
            href={pipeline => paths.pipeline(pipeline.id)}
            empty="No pipeline yet. Describe one to begin."
          />
        )}
      </QueryState>
    </Page>
  );
};
