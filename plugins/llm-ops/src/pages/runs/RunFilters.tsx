import { Button, Flex, Text, TextField } from '@backstage/ui';
import { FormEvent, useCallback, useEffect, useState } from 'react';
import { TypedSearch } from '../../components/TypedSearch';
import { Query } from './types';

const EXAMPLE = 'metrics.train_loss < 2 AND NOT params.lr = "0.1"';

/** A filter, which is applied as a whole, and a text, which is as it is typed. */
export const RunFilters = (props: {
  query: Query;
  onChange: (change: Partial<Query>) => void;
}) => {
  const { query, onChange } = props;
  const [filter, setFilter] = useState(query.filter);
  useEffect(() => setFilter(query.filter), [query.filter]);
  const search = useCallback((text: string) => onChange({ text }), [onChange]);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    onChange({ filter });
  };
  return (
    <form onSubmit={apply}>
      <Flex direction="column" gap="2">
        <Flex gap="3" align="end" style={{ flexWrap: 'wrap' }}>
          <TypedSearch
            label="Name, experiment or owner"
            value={query.text}
            onRest={search}
            style={{ flex: '1 1 180px' }}
          />
          <TextField
            label="Filter"
            placeholder={EXAMPLE}
            value={filter}
            onChange={setFilter}
            style={{ flex: '3 1 280px' }}
          />
          <Button type="submit" variant="secondary">
            Apply
          </Button>
        </Flex>
        <Text color="secondary" variant="body-small">
          metrics.…, params.…, tags.…, status, owner, model_name, dataset_name,
          dataset_version, start_time; =, !=, &lt;, &gt;, LIKE, ILIKE, IN; AND,
          OR, NOT and parentheses.
        </Text>
      </Flex>
    </form>
  );
};
