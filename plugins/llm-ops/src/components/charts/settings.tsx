import { Flex, Select, Slider, Switch } from '@backstage/ui';
import { useState } from 'react';
import { XAxis } from './series';

/** How curves are drawn. */
export interface ChartSettings {
  axis: XAxis;
  /** Whether the y axis is logarithmic; values that are not positive are left out. */
  log: boolean;
  /** Weight of what came before, 0 (as it is) to 0.99. */
  smoothing: number;
}

export const DEFAULT_SETTINGS: ChartSettings = {
  axis: 'step',
  log: false,
  smoothing: 0,
};

const AXES: { value: XAxis; label: string }[] = [
  { value: 'step', label: 'Step' },
  { value: 'time', label: 'Time of day' },
  { value: 'relative', label: 'Seconds since the start' },
];

/** Settings of the charts of a page, and the controls that change them. */
export function useChartSettings(): [ChartSettings, JSX.Element] {
  const [settings, set] = useState(DEFAULT_SETTINGS);
  const change = (own: Partial<ChartSettings>) =>
    set(before => ({ ...before, ...own }));
  return [
    settings,
    <Flex
      key="settings"
      gap="4"
      align="end"
      style={{ flexWrap: 'wrap', flex: '1 1 420px' }}
    >
      <Select
        label="X axis"
        options={AXES}
        value={settings.axis}
        onChange={key => change({ axis: key as XAxis })}
        style={{ maxWidth: 240 }}
      />
      <Slider
        label="Smoothing"
        minValue={0}
        maxValue={0.99}
        step={0.01}
        value={settings.smoothing}
        onChange={value => change({ smoothing: Number(value) })}
        style={{ maxWidth: 240 }}
      />
      <Switch
        label="Logarithmic"
        isSelected={settings.log}
        onChange={log => change({ log })}
      />
    </Flex>,
  ];
}
