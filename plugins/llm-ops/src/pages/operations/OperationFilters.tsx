import { Flex, Select } from '@backstage/ui';
import { useCallback } from 'react';
import { TypedSearch } from '../../components/TypedSearch';

/** What the list shows; lives in the address, so that it can be shared. */
export interface Filter {
  state: string;
  tool: string;
  text: string;
}

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'pending', label: 'Waiting' },
  { value: 'leased', label: 'Running' },
  { value: 'dead', label: 'Stopped' },
  { value: 'done', label: 'Done' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'all', label: 'All' },
];

/** State, tool and text of the operations to show. */
export const OperationFilters = (props: {
  filter: Filter;
  tools: string[];
  onChange: (change: Partial<Filter>) => void;
}) => {
  const { filter, tools, onChange } = props;
  const search = useCallback((text: string) => onChange({ text }), [onChange]);
  const offered = [...new Set([...tools, filter.tool])].filter(Boolean);
  return (
    <Flex gap="3" align="end" style={{ flexWrap: 'wrap' }}>
      <Select
        label="State"
        options={STATES}
        value={filter.state}
        onChange={key => onChange({ state: String(key) })}
      />
      <Select
        label="Tool"
        options={[
          { value: 'any', label: 'Any' },
          ...offered.map(value => ({ value, label: value })),
        ]}
        value={filter.tool || 'any'}
        onChange={key => onChange({ tool: key === 'any' ? '' : String(key) })}
      />
      <TypedSearch
        label="Title or failure"
        value={filter.text}
        onRest={search}
      />
    </Flex>
  );
};
