import { Alert, Button, Flex, Link } from '@backstage/ui';
import { llmOpsDeployPermission } from '@llm-ops/plugin-llm-ops-common';
import { useNavigate, useParams } from 'react-router-dom';
import { useLiveUpdates, useRead, useWrite } from '../../api/hooks';
import { Endpoint } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Facts } from '../../components/Facts';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { QueueNotice } from '../../components/QueueNotice';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { LineageSection } from '../LineageSection';
import { Playground } from './Playground';

const Remove = ({ endpoint }: { endpoint: Endpoint }) => {
  const navigate = useNavigate();
  const remove = useWrite<void>(api =>
    api.send('DELETE', `/serving/endpoints/${endpoint.id}`),
  );
  return (
    <Flex gap="2" align="center">
      {remove.error && (
        <Alert
          status="danger"
          icon
          title="Not removed"
          description={remove.error.message}
        />
      )}
      <Button
        variant="secondary"
        isPending={remove.isPending}
        onPress={() =>
          remove.mutate(undefined, {
            onSuccess: () => navigate(paths.endpoints),
          })
        }
      >
        Remove
      </Button>
    </Flex>
  );
};

const About = ({ endpoint }: { endpoint: Endpoint }) => (
  <Section title="Status">
    <Facts
      items={[
        ['State', <Status value={endpoint.status} />],
        ['Now', endpoint.statusMessage],
        [
          'Replicas',
          endpoint.replicas &&
            `${endpoint.replicas.ready} ready of ${endpoint.replicas.desired} desired (${endpoint.minReplicas} to ${endpoint.maxReplicas})`,
        ],
        ['Environment', endpoint.environment],
        [
          'Model',
          <Link href={paths.model(endpoint.modelId)}>
            {endpoint.modelName} {endpoint.version}
          </Link>,
        ],
        ['CPU request', endpoint.cpuRequest],
        ['Memory request', endpoint.memoryRequest],
        ['Checked', formatTime(endpoint.lastHealthCheck)],
        ['Created', formatTime(endpoint.createdAt)],
      ]}
    />
  </Section>
);

/** One endpoint: status, playground, lineage. */
export const EndpointPage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const endpoint = useRead<Endpoint>(`/serving/endpoints/${id}`);
  return (
    <Page
      title={endpoint.data?.route ?? 'Endpoint'}
      back={{ label: 'Endpoints', href: paths.endpoints }}
      actions={
        endpoint.data && (
          <Allowed
            permission={llmOpsDeployPermission}
            record={`endpoint:${id}`}
          >
            <Remove endpoint={endpoint.data} />
          </Allowed>
        )
      }
    >
      <QueryState query={endpoint}>
        {data => (
          <>
            <QueueNotice queue={data.queue} />
            <About endpoint={data} />
            <Playground endpoint={data} />
            <LineageSection reference={`endpoint:${data.id}`} />
          </>
        )}
      </QueryState>
    </Page>
  );
};
