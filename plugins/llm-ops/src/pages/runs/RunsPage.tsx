import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { useLiveUpdates, useReadPages } from '../../api/hooks';
import { RunList } from '../../api/types';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { useAddress } from '../../components/useAddress';
import { Section } from '../../components/Section';
import { paths } from '../../routes';
import { MOST_RUNS, useSelection } from '../compare/selection';
import { saveFile } from '../../components/saveFile';
import { toCsv } from './exportRuns';
import { RunFilters } from './RunFilters';
import { RunsTable } from './RunsTable';
import { SavedViews } from './SavedViews';
import { Query, Run } from './types';

/** Runs of one page of the list. */
const PAGE_SIZE = 100;
const DEFAULT_SORT = '-start_time';

function useQueryState(): [Query, (change: Partial<Query>) => void] {
  const [params, change] = useAddress();
  const query = {
    filter: params.get('filter') ?? '',
    text: params.get('q') ?? '',
    sort: params.get('sort') ?? DEFAULT_SORT,
  };
  const ask = useCallback(
    ({ text, sort, ...own }: Partial<Query>) =>
      change({
        ...own,
        ...(sort !== undefined && { sort: sort === DEFAULT_SORT ? '' : sort }),
        ...(text !== undefined && { q: text }),
      }),
    [change],
  );
  return [query, ask];
}

function pathOf({ filter, text, sort }: Query): string {
  const query = new URLSearchParams({ limit: `${PAGE_SIZE}`, sort });
  if (filter) {
    query.set('filter', filter);
  }
  if (text) {
    query.set('q', text);
  }
  return `/experiments/runs?${query}`;
}

const Choice = (props: {
  chosen: string[];
  onChoose: (ids: string[]) => void;
  runs: Run[];
}) => {
  const { chosen, onChoose, runs } = props;
  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      <ButtonLink
        variant="primary"
        href={paths.compare(chosen)}
        isDisabled={chosen.length < 2 || chosen.length > MOST_RUNS}
      >
        {chosen.length < 2
          ? 'Choose two runs to compare'
          : `Compare ${chosen.length} runs`}
      </ButtonLink>
      {chosen.length > 0 && (
        <Button variant="secondary" onPress={() => onChoose([])}>
          Choose none
        </Button>
      )}
      <Button
        variant="secondary"
        isDisabled={runs.length === 0}
        onPress={() =>
          saveFile('runs.csv', new Blob([toCsv(runs)], { type: 'text/csv' }))
        }
      >
        Save as CSV
      </Button>
      <Button
        variant="secondary"
        isDisabled={runs.length === 0}
        onPress={() =>
          saveFile(
            'runs.json',
            new Blob([JSON.stringify(runs, undefined, 2)], {
              type: 'application/json',
            }),
          )
        }
      >
        Save as JSON
      </Button>
    </Flex>
  );
};

/** Runs of every job: found, sorted, chosen to be compared. */
export const RunsPage = () => {
  useLiveUpdates();
  const [query, change] = useQueryState();
  const [chosen, choose] = useSelection();
  const list = useReadPages<RunList>(pathOf(query), page => page.nextCursor);
  const runs = list.data?.pages.flatMap(page => page.runs) ?? [];
  return (
    <Page
      title="Runs"
      description="Every training run with its parameters and metrics. What is chosen, filtered and sorted is in the address."
    >
      <Section title="Find">
        <Flex direction="column" gap="4">
          <RunFilters query={query} onChange={change} />
          <SavedViews query={query} onChange={change} />
        </Flex>
      </Section>
      <Section title="Runs">
        <Flex direction="column" gap="4">
          <Choice chosen={chosen} onChoose={choose} runs={runs} />
          <QueryState query={list}>
            {() =>
              runs.length === 0 ? (
                <Text color="secondary">
                  {query.filter || query.text
                    ? 'No run fits. Change the filter or the text.'
                    : 'No run yet. Train a model to begin.'}
                </Text>
              ) : (
                <RunsTable
                  runs={runs}
                  chosen={chosen}
                  onChoose={choose}
                  sort={query.sort}
                  onSort={sort => change({ sort })}
                />
              )
            }
          </QueryState>
          {list.hasNextPage && (
            <Button
              variant="secondary"
              isPending={list.isFetchingNextPage}
              onPress={() => list.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </Flex>
      </Section>
    </Page>
  );
};
