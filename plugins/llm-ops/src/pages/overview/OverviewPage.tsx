import { Alert, Card, CardBody, Flex, Grid, Link, Text } from '@backstage/ui';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Integrations, Job, Overview } from '../../api/types';
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
  const { data: counts } = useRead<Overview>('/overview');
  const jobs = useRead<{ jobs: Job[] }>('/training/jobs?limit=5');
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
          total={counts?.datasets.total}
          ready={counts?.datasets.approved}
          word="approved"
        />
        <Count
          title="Training jobs"
          href={paths.training}
          total={counts?.jobs.total}
          ready={counts?.jobs.running}
          word="running"
        />
        <Count
          title="Models"
          href={paths.models}
          total={counts?.models.total}
          ready={counts?.models.approved}
          word="approved"
        />
        <Count
          title="Endpoints"
          href={paths.endpoints}
          total={counts?.endpoints.total}
          ready={counts?.endpoints.healthy}
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
                {data.jobs.map(job => (
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
