import { Flex, Select, Skeleton, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { ComparedRun } from '../../api/types';
import { MetricChart } from '../../components/charts/MetricChart';
import { useChartSettings } from '../../components/charts/settings';
import { DataTable } from '../../components/DataTable';
import { stepsOf } from './values';
import { useHistories } from './useHistories';

/** Points of a curve; many curves share one chart. */
const MOST_POINTS = 1_000;
/** Steps that the table shows. */
const MOST_STEPS = 500;

/** One metric of all runs: their curves over each other, and step by step. */
export const Curves = (props: { runs: ComparedRun[]; metrics: string[] }) => {
  const { runs, metrics } = props;
  const [metric, setMetric] = useState(metrics[0]);
  const [settings, controls] = useChartSettings();
  const { points, loading } = useHistories(runs, metric, MOST_POINTS);
  const series = useMemo(
    () => runs.map(({ name }, index) => ({ name, points: points[index] })),
    [runs, points],
  );
  const steps = useMemo(() => stepsOf(points), [points]);
  if (metrics.length === 0) {
    return <Text color="secondary">The runs have no metric yet.</Text>;
  }
  return (
    <Flex direction="column" gap="3">
      <Flex gap="4" align="end" style={{ flexWrap: 'wrap' }}>
        <Select
          label="Metric"
          options={metrics.map(value => ({ value, label: value }))}
          value={metric}
          onChange={key => setMetric(String(key))}
          style={{ maxWidth: 300 }}
        />
        {controls}
      </Flex>
      {loading ? (
        <Skeleton width="100%" height={240} />
      ) : (
        <MetricChart name={metric} series={series} settings={settings} />
      )}
      <details>
        <summary>Step by step</summary>
        <DataTable
          caption={`${metric} step by step`}
          columns={['step', ...runs.map(({ name }) => name)]}
          rows={steps.slice(0, MOST_STEPS)}
        />
        {steps.length > MOST_STEPS && (
          <Text color="secondary">
            The first {MOST_STEPS} of {steps.length} steps.
          </Text>
        )}
      </details>
    </Flex>
  );
};
