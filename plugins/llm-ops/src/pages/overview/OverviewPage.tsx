import { Alert, Card, CardBody, Flex, Grid, Link, Text } from '@backstage/ui';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Dataset, Endpoint, Integrations, Job, Model } from '../../api/types';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';

const Count = (props: {
  title: string;
  href: string;
  total?: number;
  ready?: number;
  word: string;
}) => (
  <Card>
    <CardBody>
      <Flex direction="column" gap="1">
        <Link href={props.href}>{props.title}</Link>
        <Text variant="title-large">{props.total ?? '–'}</Text>
        <Text color="secondary">
          {props.ready === undefined ? ' ' : `${props.ready} ${props.word}`}
        </Text>
      </Flex>
    </CardBody>
  </Card>
);

const Troubles = () => {
  const health = useRead<Integrations>('/health/integrations');
  const bad = (health.data?.instances ?? []).filter(
    tool => tool.status !== 'healthy',
  );
  return bad.length === 0 ? null : (
    <Alert
      status="warning"
      icon
      title="Some tools are not ready; what needs them is queued and runs when they are"
      description={bad.map(tool => `${tool.id}: ${tool.message}`).join('; ')}
    />
  );
};

/** The life of a model on one page: counts, troubles, latest jobs. */
export const OverviewPage = () => {
  useLiveUpdates();
  const datasets = useRead<Dataset[]>('/catalog/datasets');
  const models = useRead<Model[]>('/catalog/models');
  const jobs = useRead<{ jobs: Job[] }>('/training/jobs');
  const endpoints = useRead<Endpoint[]>('/serving/endpoints');
  return (
    <Page
      title="LLM-Ops"
      description="Data set version, tracked training, model version, serving endpoint."
    >
      <Troubles />
      <Grid.Root columns={{ initial: '2', md: '4' }} gap="4">
        <Count
          title="Data sets"
          href={paths.datasets}
          total={datasets.data?.length}
          ready={datasets.data?.filter(d => d.approved_at).length}
          word="approved"
        />
        <Count
          title="Training jobs"
          href={paths.training}
          total={jobs.data?.jobs.length}
          ready={jobs.data?.jobs.filter(j => j.status === 'running').length}
          word="running"
        />
        <Count
          title="Models"
          href={paths.models}
          total={models.data?.length}
          ready={models.data?.filter(m => m.status === 'approved').length}
          word="approved"
        />
        <Count
          title="Endpoints"
          href={paths.endpoints}
          total={endpoints.data?.length}
          ready={endpoints.data?.filter(e => e.status === 'healthy').length}
          word="healthy"
        />
      </Grid.Root>
      <Section title="Latest training">
        <QueryState query={jobs}>
          {data =>
            data.jobs.length === 0 ? (
              <Text color="secondary">
                No job yet. Import a model, upload a data set, then train.
              </Text>
            ) : (
              <Flex direction="column" gap="2">
                {data.jobs.slice(0, 5).map(job => (
                  <Flex key={job.id} gap="3" align="center">
                    <Link href={paths.job(job.id)}>{job.id.slice(0, 8)}</Link>
                    <Status value={job.status} />
                    <Text color="secondary">{formatTime(job.submittedAt)}</Text>
                  </Flex>
                ))}
              </Flex>
            )
          }
        </QueryState>
      </Section>
    </Page>
  );
};
