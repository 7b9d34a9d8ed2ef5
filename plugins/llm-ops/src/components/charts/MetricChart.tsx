import ReactEChartsCore from 'echarts-for-react/lib/core';
import { LineChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { Series, smooth, toXY, XAxis } from './series';
import { ChartSettings } from './settings';
import { colourOf, token } from './tokens';

echarts.use([
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
]);

/** Charts of one group show the same x while the pointer is over one of them. */
const GROUP = 'llm-ops-metrics';
echarts.connect(GROUP);

const AXIS_NAMES: Record<XAxis, string> = {
  step: 'step',
  time: '',
  relative: 'seconds',
};

function optionOf(
  series: Series[],
  { axis, log, smoothing }: ChartSettings,
): object {
  const text = token('--bui-fg-secondary', '#777777');
  const grid = token('--bui-border-1', '#cccccc');
  return {
    animation: false,
    grid: {
      left: 60,
      right: 16,
      top: series.length > 1 ? 32 : 16,
      bottom: axis === 'time' ? 24 : 36,
    },
    legend: {
      show: series.length > 1,
      type: 'scroll',
      top: 0,
      textStyle: { color: text },
    },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: {
      type: axis === 'time' ? 'time' : 'value',
      name: AXIS_NAMES[axis],
      nameLocation: 'middle',
      nameGap: 22,
      nameTextStyle: { color: text },
      axisLabel: { color: text },
      axisPointer: { show: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: log ? 'log' : 'value',
      scale: true,
      axisLabel: { color: text },
      splitLine: { lineStyle: { color: grid } },
    },
    series: series.map(({ name, points }, index) => {
      const drawn = toXY(points, axis).filter(([, y]) => !log || y > 0);
      return {
        type: 'line',
        name,
        showSymbol: drawn.length < 3,
        lineStyle: { width: 2 },
        itemStyle: { color: colourOf(index) },
        data: smooth(drawn, smoothing),
      };
    }),
  };
}

/** Curves of one metric, of one run or of several over each other. */
export const MetricChart = (props: {
  name: string;
  series: Series[];
  settings: ChartSettings;
}) => {
  const { name, series, settings } = props;
  const option = useMemo(() => optionOf(series, settings), [series, settings]);
  const count = series.reduce((sum, { points }) => sum + points.length, 0);
  const last = series.length === 1 ? series[0].points.at(-1) : undefined;
  return (
    <div
      role="img"
      aria-label={`${name}: ${count} points${
        last ? `, last ${last.value} at step ${last.step}` : ''
      }`}
    >
      <ReactEChartsCore
        echarts={echarts}
        option={option}
        notMerge
        onChartReady={chart => {
          chart.group = GROUP;
        }}
        style={{ height: 240 }}
      />
    </div>
  );
};
