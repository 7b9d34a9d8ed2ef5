import { Alert, Flex, Link, Text } from '@backstage/ui';
import { useRead } from '../../api/hooks';
import { Run } from '../../api/types';
import { Facts } from '../../components/Facts';
import { formatClock, formatValue } from '../../components/format';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { Artifacts } from './Artifacts';
import { RunCharts } from './RunCharts';

/** Says what MLflow does not have yet, and what it refused. */
const Pending = ({ run }: { run: Run }) => (
  <>
    {Boolean(run.pendingPoints) && run.pendingSince && (
      <Alert
        status="info"
        icon
        title={`${run.pendingPoints} ${
          run.pendingPoints === 1 ? 'point waits' : 'points wait'
        } for MLflow since ${formatClock(run.pendingSince)}`}
        description="They are kept here and passed on in order; the job goes on."
      />
    )}
    {run.problems && run.problems.length > 0 && (
      <Alert
        status="warning"
        icon
        title="MLflow refused some of what the job logged"
        description={run.problems.join('; ')}
      />
    )}
  </>
);

/** Prefix of what MLflow measures of the machine. */
const SYSTEM = 'system/';

const RunDetails = ({ run }: { run: Run }) => {
  const names = Object.keys(run.metrics ?? {}).sort();
  const own = names.filter(name => !name.startsWith(SYSTEM));
  const system = names.filter(name => name.startsWith(SYSTEM));
  return (
    <Flex direction="column" gap="4">
      <Pending run={run} />
      {run.stale && (
        <Alert
          status="warning"
          icon
          title="Shown as last known"
          description="The tracking server cannot be reached; new points are kept and will be added."
        />
      )}
      <Facts
        items={[
          ['Status', <Status value={run.status} />],
          ['Experiment', run.experimentName],
          ['Run', run.trackingRunId],
          [
            'Open in',
            run.links && run.links.length > 0 ? (
              <Flex gap="3">
                {run.links.map(link => (
                  <Link key={link.url} href={link.url} target="_blank">
                    {link.title}
                  </Link>
                ))}
              </Flex>
            ) : undefined,
          ],
        ]}
      />
      {own.length === 0 && (
        <Text color="secondary">Metrics show here as they arrive.</Text>
      )}
      {own.length > 0 && <RunCharts runId={run.trackingRunId} names={own} />}
      {system.length > 0 && (
        <details>
          <summary>System metrics ({system.length})</summary>
          <RunCharts runId={run.trackingRunId} names={system} />
        </details>
      )}
      {run.parameters && (
        <>
          <Text as="h3" weight="bold">
            Parameters
          </Text>
          <Facts
            items={Object.entries(run.parameters).map(
              ([name, value]): [string, string] => [name, formatValue(value)],
            )}
          />
        </>
      )}
      <Text as="h3" weight="bold">
        Artifacts
      </Text>
      <Artifacts runId={run.trackingRunId} />
    </Flex>
  );
};

/** The tracked run of a job: live charts, parameters, artifacts. */
export const RunSection = ({ jobId }: { jobId: string }) => {
  const run = useRead<Run>(`/training/jobs/${jobId}/experiment-run`);
  return (
    <Section title="Experiment run">
      <QueryState query={run}>
        {data =>
          data.trackingRunId ? (
            <RunDetails run={data} />
          ) : (
            <Flex direction="column" gap="4">
              <Pending run={data} />
              <Text color="secondary">
                The run has not been created at the tracking server yet.
              </Text>
            </Flex>
          )
        }
      </QueryState>
    </Section>
  );
};
