import { Alert, Button, Flex, Link, Select, Text } from '@backstage/ui';
import { useState } from 'react';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { ComparedRun, RunComparison } from '../../api/types';
import { formatDuration, formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { PlainTable } from '../../components/PlainTable';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { ComparisonTable } from './ComparisonTable';
import { Curves } from './Curves';
import { DataDifference } from './DataDifference';
import { FileDifference } from './FileDifference';
import { Relations } from './Relations';
import { useSelection } from './selection';
import { dimensionsOf } from './values';

const COLUMNS = [
  'Run',
  'Status',
  'Owner',
  'Started',
  'Took',
  'Model',
  'Choice',
];

const Runs = (props: {
  runs: ComparedRun[];
  leaveOut: (id: string) => void;
}) => (
  <PlainTable label="Runs" columns={COLUMNS}>
    {props.runs.map(run => (
      <tr key={run.runId}>
        <td>
          <Link href={paths.job(run.jobId)}>{run.name}</Link>
        </td>
        <td>
          <Status value={run.status} />
        </td>
        <td>{run.owner}</td>
        <td>{formatTime(run.startTime)}</td>
        <td>{formatDuration(run.startTime, run.endTime)}</td>
        <td>
          {run.outputModel ? (
            <Link href={paths.model(run.outputModel.id)}>
              {run.outputModel.name} {run.outputModel.version}
            </Link>
          ) : (
            '–'
          )}
        </td>
        <td>
          {props.runs.length > 2 && (
            <Button
              size="small"
              variant="secondary"
              aria-label={`Leave out ${run.name}`}
              onPress={() => props.leaveOut(run.runId)}
            >
              Leave out
            </Button>
          )}
        </td>
      </tr>
    ))}
  </PlainTable>
);

/** What two of the runs were trained on, and the files they left, line by line. */
const Pair = ({ runs }: { runs: ComparedRun[] }) => {
  const [ids, setIds] = useState([runs[0].runId, runs[1].runId]);
  const [base, other] = ids.map(
    (id, side) => runs.find(({ runId }) => runId === id) ?? runs[side],
  );
  const options = runs.map(({ runId, name }) => ({
    value: runId,
    label: name,
  }));
  return (
    <Section title="Data and files of two runs">
      <Flex direction="column" gap="4">
        <Flex gap="4" style={{ flexWrap: 'wrap' }}>
          <Select
            label="From"
            options={options}
            value={base.runId}
            onChange={key => setIds([String(key), other.runId])}
          />
          <Select
            label="To"
            options={options}
            value={other.runId}
            onChange={key => setIds([base.runId, String(key)])}
          />
        </Flex>
        <Text as="h3" weight="bold">
          Data
        </Text>
        <DataDifference base={base} other={other} />
        <Text as="h3" weight="bold">
          Files
        </Text>
        <FileDifference
          key={`${base.runId} ${other.runId}`}
          base={base}
          other={other}
        />
      </Flex>
    </Section>
  );
};

const Comparison = (props: {
  data: RunComparison;
  choose: (ids: string[]) => void;
}) => {
  const { data, choose } = props;
  const { runs } = data;
  return (
    <>
      {runs.some(run => run.stale) && (
        <Alert
          status="warning"
          icon
          title="Shown as last known"
          description="The tracking server cannot be reached."
        />
      )}
      <Section title="Runs">
        <Runs
          runs={runs}
          leaveOut={id =>
            choose(runs.map(run => run.runId).filter(own => own !== id))
          }
        />
      </Section>
      <Section title="What differs">
        <ComparisonTable comparison={data} />
      </Section>
      <Section title="Curves">
        <Curves runs={runs} metrics={data.metrics.map(({ name }) => name)} />
      </Section>
      <Section title="How values hang together">
        <Relations runs={runs} dimensions={dimensionsOf(data)} />
      </Section>
      <Pair runs={runs} />
    </>
  );
};

/** 2 to 50 runs side by side. */
export const ComparePage = () => {
  useLiveUpdates();
  const [chosen, choose] = useSelection();
  const comparison = useRead<RunComparison>(
    chosen.length > 1
      ? `/experiments/compare?runs=${chosen.map(encodeURIComponent).join(',')}`
      : undefined,
  );
  return (
    <Page
      title="Compare runs"
      back={{ label: 'Runs', href: `${paths.runs}?runs=${chosen.join(',')}` }}
    >
      {chosen.length < 2 ? (
        <Text>
          Choose at least two runs on the page{' '}
          <Link href={paths.runs}>Runs</Link>.
        </Text>
      ) : (
        <QueryState query={comparison}>
          {data => <Comparison data={data} choose={choose} />}
        </QueryState>
      )}
    </Page>
  );
};
