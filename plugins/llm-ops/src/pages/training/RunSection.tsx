import { Alert, Flex, Grid, Link, Text } from '@backstage/ui';
import { useRead } from '../../api/hooks';
import { Artifact, MetricPoint, Run } from '../../api/types';
import { DataTable } from '../../components/DataTable';
import { Facts } from '../../components/Facts';
import { formatBytes, formatClock, formatValue } from '../../components/format';
import { MetricChart } from '../../components/MetricChart';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';

/** How often charts ask for new points, in milliseconds. */
const METRIC_REFRESH_MS = 2_000;

const Metric = ({ runId, name }: { runId: string; name: string }) => {
  const history = useRead<{ points: MetricPoint[] }>(
    `/experiments/runs/${runId}/metrics?key=${encodeURIComponent(name)}`,
    { refreshMs: METRIC_REFRESH_MS },
  );
  return (
    <Flex direction="column" gap="1">
      <Text as="h3" weight="bold">
        {name}
      </Text>
      <QueryState query={history}>
        {({ points }) => <MetricChart name={name} points={points} />}
      </QueryState>
    </Flex>
  );
};

const Artifacts = ({ runId }: { runId: string }) => {
  const artifacts = useRead<{ artifacts: Artifact[] }>(
    `/experiments/runs/${runId}/artifacts`,
  );
  return (
    <QueryState query={artifacts}>
      {({ artifacts: rows }) =>
        rows.length === 0 ? (
          <Text color="secondary">No artifact yet.</Text>
        ) : (
          <DataTable
            caption="Artifacts"
            columns={['artifact', 'size', 'stored at']}
            rows={rows.map(row => [
              row.path,
              row.isDirectory ? 'folder' : formatBytes(row.size),
              row.uri,
            ])}
          />
        )
      }
    </QueryState>
  );
};

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

const RunDetails = ({ run }: { run: Run }) => {
  const names = Object.keys(run.metrics ?? {}).sort();
  const own = names.filter(name => !name.startsWith('system/'));
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
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        {own.map(name => (
          <Metric key={name} runId={run.trackingRunId} name={name} />
        ))}
      </Grid.Root>
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
