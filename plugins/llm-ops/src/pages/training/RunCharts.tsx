import { Flex, Grid, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useRead } from '../../api/hooks';
import { MetricHistory } from '../../api/types';
import { MetricChart } from '../../components/charts/MetricChart';
import {
  ChartSettings,
  useChartSettings,
} from '../../components/charts/settings';
import { QueryState } from '../../components/QueryState';

/** How often charts ask for new points, in milliseconds. */
const METRIC_REFRESH_MS = 2_000;
/** Points of a curve: about two for each pixel of a wide chart. */
const MOST_POINTS = 2_000;

/** Says what of a curve is not drawn. */
function noteOf({ points, total, notFinite, stale }: MetricHistory): string {
  if (stale) {
    return 'The tracking server cannot be reached.';
  }
  return [
    total !== undefined && total - (notFinite ?? 0) > points.length
      ? `Drawn by ${points.length} of ${total} points, with every peak.`
      : '',
    notFinite ? `${notFinite} points are NaN or infinite.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const Curve = (props: {
  name: string;
  history: MetricHistory;
  settings: ChartSettings;
}) => {
  const { name, history, settings } = props;
  const series = useMemo(
    () => [{ name, points: history.points }],
    [name, history.points],
  );
  return (
    <>
      <MetricChart name={name} series={series} settings={settings} />
      <Text color="secondary" variant="body-small">
        {noteOf(history)}
      </Text>
    </>
  );
};

const Metric = (props: {
  runId: string;
  name: string;
  settings: ChartSettings;
}) => {
  const { runId, name, settings } = props;
  const history = useRead<MetricHistory>(
    `/experiments/runs/${runId}/metrics?key=${encodeURIComponent(
      name,
    )}&max_points=${MOST_POINTS}`,
    { refreshMs: METRIC_REFRESH_MS },
  );
  return (
    <Flex direction="column" gap="1">
      <Text as="h3" weight="bold">
        {name}
      </Text>
      <QueryState query={history}>
        {data => <Curve name={name} history={data} settings={settings} />}
      </QueryState>
    </Flex>
  );
};

/** Curves of the metrics of a run, drawn as chosen. */
export const RunCharts = (props: { runId: string; names: string[] }) => {
  const [settings, controls] = useChartSettings();
  return (
    <Flex direction="column" gap="4">
      {controls}
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        {props.names.map(name => (
          <Metric
            key={name}
            runId={props.runId}
            name={name}
            settings={settings}
          />
        ))}
      </Grid.Root>
    </Flex>
  );
};
