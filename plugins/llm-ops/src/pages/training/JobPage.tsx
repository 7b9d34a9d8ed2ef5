import { Alert, Button, Flex, Link } from '@backstage/ui';
import { llmOpsCancelPermission } from '@llm-ops/plugin-llm-ops-common';
import { useParams } from 'react-router-dom';
import { useLiveUpdates, useRead, useWrite } from '../../api/hooks';
import { Job } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Facts } from '../../components/Facts';
import { formatDuration, formatTime, shortHash } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { QueueNotice } from '../../components/QueueNotice';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { LineageSection } from '../LineageSection';
import { ProducedSection } from './ProducedSection';
import { RunSection } from './RunSection';
import { StagesSection } from './StagesSection';

const JobActions = ({ job }: { job: Job }) => {
  const act = useWrite<'cancel' | 'resubmit', Job>((api, action) =>
    action === 'cancel'
      ? api.send('DELETE', `/training/jobs/${job.id}`)
      : api.send('POST', `/training/jobs/${job.id}/resubmit`, {
          resourceProfile: {},
        }),
  );
  const active = job.status === 'queued' || job.status === 'running';
  return (
    <Flex gap="2" align="center">
      {act.error && (
        <Alert
          status="danger"
          icon
          title={active ? 'Not cancelled' : 'Not submitted'}
          description={act.error.message}
        />
      )}
      <Button
        variant="secondary"
        isPending={act.isPending}
        onPress={() => act.mutate(active ? 'cancel' : 'resubmit')}
      >
        {active ? 'Cancel' : 'Submit again'}
      </Button>
    </Flex>
  );
};

const About = ({ job }: { job: Job }) => (
  <Section title="About">
    <Facts
      items={[
        ['Status', <Status value={job.status} />],
        ['Kind', job.jobType],
        ['Submitted', formatTime(job.submittedAt)],
        ['By', job.submittedBy],
        ['Duration', formatDuration(job.startedAt, job.completedAt)],
        [
          'Base model',
          job.modelId ? (
            <Link href={paths.model(job.modelId)}>{job.modelId}</Link>
          ) : undefined,
        ],
        [
          'Data set',
          <Link href={paths.dataset(job.datasetId)}>{job.datasetId}</Link>,
        ],
        ['Data version', job.datasetVersionId],
        [
          'Data checksum',
          job.datasetChecksum && shortHash(job.datasetChecksum),
        ],
        [
          'Output model',
          job.outputModelEntryId ? (
            <Link href={paths.model(job.outputModelEntryId)}>
              {job.outputModelEntryId}
            </Link>
          ) : undefined,
        ],
        ['Output stored at', job.outputModelStorageUri],
        [
          'Open in',
          job.links && job.links.length > 0 ? (
            <Flex gap="3">
              {job.links.map(link => (
                <Link key={link.url} href={link.url} target="_blank">
                  {link.title}
                </Link>
              ))}
            </Flex>
          ) : undefined,
        ],
      ]}
    />
  </Section>
);

/** One training job: stages, live metrics, artifacts, logs, lineage. */
export const JobPage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const job = useRead<Job>(`/training/jobs/${id}`, { refreshMs: 3_000 });
  return (
    <Page
      title={`Training ${id.slice(0, 8)}`}
      back={{ label: 'Training', href: paths.training }}
      actions={
        job.data && (
          <Allowed permission={llmOpsCancelPermission} record={`job:${id}`}>
            <JobActions job={job.data} />
          </Allowed>
        )
      }
    >
      <QueryState query={job}>
        {data => (
          <>
            <QueueNotice queue={data.queue} />
            {data.status === 'failed' && data.statusMessage && (
              <Alert
                status="danger"
                icon
                title="The job failed"
                description={data.statusMessage}
              />
            )}
            <StagesSection job={data} />
            <RunSection jobId={data.id} />
            {data.outputModelEntryId && (
              <ProducedSection modelId={data.outputModelEntryId} />
            )}
            <About job={data} />
            <LineageSection reference={`job:${data.id}`} />
          </>
        )}
      </QueryState>
    </Page>
  );
};
