import ReactEChartsCore from 'echarts-for-react/lib/core';
import { Flex, Select, Text } from '@backstage/ui';
import { ParallelChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  ParallelComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useState } from 'react';
import { ComparedRun } from '../../api/types';
import { colourOf, token } from '../../components/charts/tokens';
import { Dimension } from './values';

echarts.use([
  ParallelChart,
  ScatterChart,
  GridComponent,
  ParallelComponent,
  TooltipComponent,
  CanvasRenderer,
]);

const axisText = () => ({ color: token('--bui-fg-secondary', '#777777') });

/** A line for each run through all its parameters and metrics. */
const Parallel = (props: { runs: ComparedRun[]; dimensions: Dimension[] }) => {
  const { runs, dimensions } = props;
  return (
    <div role="img" aria-label="Parallel coordinates of the runs">
      <ReactEChartsCore
        echarts={echarts}
        notMerge
        style={{ height: 300 }}
        option={{
          animation: false,
          tooltip: { renderMode: 'richText', confine: true },
          parallel: { left: 40, right: 60, top: 40, bottom: 20 },
          parallelAxis: dimensions.map(({ name }, dim) => ({
            dim,
            name,
            scale: true,
            nameTextStyle: axisText(),
            axisLabel: axisText(),
          })),
          series: runs.map((run, index) => ({
            type: 'parallel',
            name: run.name,
            lineStyle: { width: 2, opacity: 0.9, color: colourOf(index) },
            data: [dimensions.map(({ values }) => values[index] ?? '-')],
          })),
        }}
      />
    </div>
  );
};

/** One value of the runs against another. */
const Scatter = (props: { runs: ComparedRun[]; dimensions: Dimension[] }) => {
  const { runs, dimensions } = props;
  const [names, setNames] = useState({
    x: dimensions[0].name,
    y: dimensions[dimensions.length - 1].name,
  });
  const of = (name: string) =>
    dimensions.find(dimension => dimension.name === name) ?? dimensions[0];
  const options = dimensions.map(({ name }) => ({ value: name, label: name }));
  const axis = (name: string) => ({
    type: 'value',
    name,
    scale: true,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: axisText(),
    axisLabel: axisText(),
    splitLine: { lineStyle: { color: token('--bui-border-1', '#cccccc') } },
  });
  return (
    <Flex direction="column" gap="3">
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        {(['x', 'y'] as const).map(side => (
          <Select
            key={side}
            label={`${side.toUpperCase()} axis`}
            options={options}
            value={names[side]}
            onChange={key => setNames({ ...names, [side]: String(key) })}
            style={{ maxWidth: 240 }}
          />
        ))}
      </Flex>
      <div role="img" aria-label={`${names.y} against ${names.x}`}>
        <ReactEChartsCore
          echarts={echarts}
          notMerge
          style={{ height: 280 }}
          option={{
            animation: false,
            grid: { left: 64, right: 24, top: 16, bottom: 44 },
            tooltip: { renderMode: 'richText', confine: true },
            xAxis: axis(names.x),
            yAxis: { ...axis(names.y), nameGap: 48 },
            series: runs.map((run, index) => ({
              type: 'scatter',
              name: run.name,
              symbolSize: 12,
              itemStyle: { color: colourOf(index) },
              data: [[of(names.x).values[index], of(names.y).values[index]]],
            })),
          }}
        />
      </div>
    </Flex>
  );
};

/** How the numbers of the runs hang together; needs two that differ. */
export const Relations = (props: {
  runs: ComparedRun[];
  dimensions: Dimension[];
}) =>
  props.dimensions.length < 2 ? (
    <Text color="secondary">
      Fewer than two numbers differ between the runs; there is nothing to draw.
    </Text>
  ) : (
    <Flex direction="column" gap="4">
      <Parallel {...props} />
      <Scatter {...props} />
    </Flex>
  );
