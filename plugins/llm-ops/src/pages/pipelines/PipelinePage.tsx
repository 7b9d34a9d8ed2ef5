import { Alert, Button } from '@backstage/ui';
import { llmOpsCancelPermission } from '@llm-ops/plugin-llm-ops-common';
import { useNavigate, useParams } from 'react-router-dom';
import { useLiveUpdates, useRead, useWrite } from '../../api/hooks';
import { Pipeline } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Facts } from '../../components/Facts';
import { formatDuration, formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { QueueNotice } from '../../components/QueueNotice';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { StageLogs } from '../StageLogs';
import { PipelineGraph } from './PipelineGraph';
import { StageFacts } from './StageFacts';

const isActive = ({ status }: Pipeline) =>
  status === 'pending' || status === 'running';

const Actions = ({ pipeline }: { pipeline: Pipeline }) => {
  const navigate = useNavigate();
  const act = useWrite<'cancel' | 'again', Pipeline | undefined>(
    (api, action) =>
      action === 'cancel'
        ? api.send('DELETE', `/workflows/pipelines/${pipeline.id}`)
        : api.send(
            'POST',
            '/workflows/pipelines',
            pipeline.pipeline_definition,
          ),
  );
  const action = isActive(pipeline) ? 'cancel' : 'again';
  return (
    <Button
      variant="secondary"
      isPending={act.isPending}
      onPress={() =>
        act.mutate(action, {
          onSuccess: made => made && navigate(paths.pipeline(made.id)),
        })
      }
    >
      {action === 'cancel' ? 'Cancel' : 'Run again'}
    </Button>
  );
};

const About = ({ pipeline }: { pipeline: Pipeline }) => (
  <Section title="About">
    <Facts
      items={[
        ['Status', <Status value={pipeline.status} />],
        ['Submitted', formatTime(pipeline.created_at)],
        ['By', pipeline.created_by],
        ['Duration', formatDuration(pipeline.start_time, pipeline.end_time)],
        ['Environment', pipeline.environment],
        ['Retries', `${pipeline.retry_count}`],
        ['Most retries of a stage', `${pipeline.max_retries}`],
        ['Orchestration', pipeline.orchestration_system],
        ['Workflow', pipeline.workflow_id],
        ['Namespace', pipeline.workflow_namespace],
      ]}
    />
  </Section>
);

/** One pipeline: its graph, its stages, their logs. */
export const PipelinePage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const pipeline = useRead<Pipeline>(`/workflows/pipelines/${id}`, {
    refreshMs: 3_000,
  });
  return (
    <Page
      title={pipeline.data?.pipeline_name ?? 'Pipeline'}
      back={{ label: 'Pipelines', href: paths.pipelines }}
      actions={
        pipeline.data && (
          <Allowed
            permission={llmOpsCancelPermission}
            record={`pipeline:${id}`}
          >
            <Actions pipeline={pipeline.data} />
          </Allowed>
        )
      }
    >
      <QueryState query={pipeline}>
        {data => (
          <>
            <QueueNotice queue={data.queue} />
            {data.status === 'failed' && data.status_message && (
              <Alert
                status="danger"
                icon
                title="The pipeline failed"
                description={data.status_message}
              />
            )}
            <Section title="Path">
              <PipelineGraph stages={data.stages} />
            </Section>
            <StageFacts stages={data.stages} />
            <Section title="Logs">
              <StageLogs
                path={`/workflows/pipelines/${data.id}/logs`}
                stages={data.stages
                  .filter(
                    stage => stage.started_at && stage.phase !== 'skipped',
                  )
                  .map(stage => stage.name)}
              />
            </Section>
            <About pipeline={data} />
          </>
        )}
      </QueryState>
    </Page>
  );
};
