import { Button, Flex, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { useLiveUpdates, useRead, useReadPages } from '../../api/hooks';
import { Integrations, OperationList, OperationSummary } from '../../api/types';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { useAddress } from '../../components/useAddress';
import { Section } from '../../components/Section';
import { Filter, OperationFilters } from './OperationFilters';
import { OperationsTable } from './OperationsTable';
import { QueuesTable } from './QueuesTable';

/** Operations of one page of the list. */
const PAGE_SIZE = 50;

/** The filter in the address, and how it is changed there. */
function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const [params, change] = useAddress();
  const filter = {
    state: params.get('state') ?? 'open',
    tool: params.get('tool') ?? '',
    text: params.get('q') ?? '',
  };
  const narrow = useCallback(
    ({ text, ...named }: Partial<Filter>) =>
      change(
        { ...named, ...(text !== undefined && { q: text }) },
        { replace: true },
      ),
    [change],
  );
  return [filter, narrow];
}

function pathOf({ state, tool, text }: Filter): string {
  const query = new URLSearchParams({ limit: `${PAGE_SIZE}` });
  if (state !== 'all') {
    query.set('state', state);
  }
  if (tool) {
    query.set('tool', tool);
  }
  if (text) {
    query.set('q', text);
  }
  return `/operations?${query}`;
}

/** The work that the portal has accepted and its tools have still to do, for who operates it. */
export const OperationsPage = () => {
  useLiveUpdates();
  const [filter, change] = useFilter();
  const summary = useRead<OperationSummary>('/operations/summary');
  const health = useRead<Integrations>('/health/integrations');
  const operations = useReadPages<OperationList>(
    pathOf(filter),
    page => page.nextCursor,
  );
  const tools = health.data?.instances ?? [];
  return (
    <Page
      title="Operations"
      description="Work that was accepted, each step at one tool. Nothing here is lost while a tool is away; it runs by itself once the tool answers."
    >
      <Section title="Queues">
        <QueryState query={summary}>
          {data => <QueuesTable queues={data.tools} tools={tools} />}
        </QueryState>
      </Section>
      <Section title="Operations">
        <Flex direction="column" gap="4">
          <OperationFilters
            filter={filter}
            tools={tools.map(tool => tool.id)}
            onChange={change}
          />
          <QueryState query={operations}>
            {({ pages }) => {
              const rows = pages.flatMap(page => page.operations);
              return rows.length === 0 ? (
                <Text color="secondary">
                  {filter.state === 'open' && !filter.tool && !filter.text
                    ? 'Nothing is waiting, running or stopped.'
                    : 'No operation fits. Choose another state, tool or text.'}
                </Text>
              ) : (
                <OperationsTable rows={rows} />
              );
            }}
          </QueryState>
          {operations.hasNextPage && (
            <Button
              variant="secondary"
              isPending={operations.isFetchingNextPage}
              onPress={() => operations.fetchNextPage()}
            >
              Show older
            </Button>
          )}
        </Flex>
      </Section>
    </Page>
  );
};
