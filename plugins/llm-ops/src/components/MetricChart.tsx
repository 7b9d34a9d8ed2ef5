import ReactEChartsCore from 'echarts-for-react/lib/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { MetricPoint } from '../api/types';

echarts.use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** Value of a design token, so that the canvas follows light and dark. */
function token(name: string, fallback: string): string {
  const value = getComputedStyle(document.body).getPropertyValue(name).trim();
  return value || fallback;
}

/** One metric over the steps of a run. */
export const MetricChart = (props: { name: string; points: MetricPoint[] }) => {
  const { name, points } = props;
  const option = useMemo(() => {
    const text = token('--bui-fg-secondary', '#777777');
    const grid = token('--bui-border-1', '#cccccc');
    return {
      animation: false,
      grid: { left: 56, right: 16, top: 16, bottom: 36 },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: {
        type: 'value',
        name: 'step',
        nameLocation: 'middle',
        nameGap: 22,
        nameTextStyle: { color: text },
        axisLabel: { color: text },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        scale: true,
        axisLabel: { color: text },
        splitLine: { lineStyle: { color: grid } },
      },
      series: [
        {
          type: 'line',
          name,
          showSymbol: points.length < 3,
          sampling: 'lttb',
          lineStyle: { width: 2 },
          itemStyle: { color: token('--bui-fg-announcement', '#1f6fd6') },
          data: points.map(point => [point.step, point.value]),
        },
      ],
    };
  }, [name, points]);
  const last = points[points.length - 1];
  return (
    <div
      role="img"
      aria-label={`${name}: ${points.length} points${
        last ? `, last ${last.value} at step ${last.step}` : ''
      }`}
    >
      <ReactEChartsCore
        echarts={echarts}
        option={option}
        notMerge
        style={{ height: 220 }}
      />
    </div>
  );
};
