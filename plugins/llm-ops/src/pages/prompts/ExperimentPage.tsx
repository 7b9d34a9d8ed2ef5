import { Alert } from '@backstage/ui';
import { llmOpsPromptWritePermission } from '@llm-ops/plugin-llm-ops-common';
import { useParams } from 'react-router-dom';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Endpoint, PromptExperiment, PromptTemplate } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Facts } from '../../components/Facts';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { StatusButton } from './StatusButton';
import { StatusLinks } from './StatusLinks';
import { VariantsTable } from './VariantsTable';

const Endpoints = ({ experiment }: { experiment: PromptExperiment }) => {
  const endpoints = useRead<Endpoint[]>('/serving/endpoints');
  const its = (endpoints.data ?? []).filter(
    ({ promptPolicyId }) => promptPolicyId === experiment.id,
  );
  return (
    <Section title="Endpoints">
      <StatusLinks
        items={its.map(({ id, route, status }) => ({
          href: paths.endpoint(id),
          label: route,
          status,
        }))}
        empty={`No endpoint uses it yet; give one the promptPolicyId ${experiment.id}.`}
      />
    </Section>
  );
};

/** One experiment: what each of its templates came to. */
export const ExperimentPage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const path = `/prompts/experiments/${id}`;
  const experiment = useRead<PromptExperiment>(path);
  const templates = useRead<PromptTemplate[]>('/prompts/templates');
  const isRunning = experiment.data?.status === 'running';
  return (
    <Page
      title={experiment.data?.name ?? 'Experiment'}
      back={{ label: 'Prompts', href: paths.prompts }}
      actions={
        experiment.data && (
          <Allowed
            permission={llmOpsPromptWritePermission}
            record={`experiment:${id}`}
          >
            <StatusButton
              method="PATCH"
              path={path}
              status={isRunning ? 'stopped' : 'running'}
              label={isRunning ? 'Stop' : 'Start'}
            />
          </Allowed>
        )
      }
    >
      <QueryState query={experiment}>
        {data => (
          <>
            {data.status !== 'running' && (
              <Alert
                status="info"
                icon
                title={`The experiment is ${
                  data.status === 'draft' ? 'a draft' : 'stopped'
                }`}
                description="Its templates are put before chats only while it runs."
              />
            )}
            <Section title="Results">
              <VariantsTable
                experiment={data}
                templates={templates.data ?? []}
              />
            </Section>
            <Endpoints experiment={data} />
            <Section title="About">
              <Facts
                items={[
                  ['Status', <Status value={data.status} />],
                  ['By', data.created_by],
                  ['Made', formatTime(data.created_at)],
                  ['Changed', formatTime(data.updated_at)],
                  ['Id', data.id],
                ]}
              />
            </Section>
          </>
        )}
      </QueryState>
    </Page>
  );
};
