import { useApi } from '@backstage/frontend-plugin-api';
import { useQueries } from '@tanstack/react-query';
import { llmOpsApiRef } from '../../api/LlmOpsApi';
import { ComparedRun, MetricHistory } from '../../api/types';

/** How often curves are asked for again, in milliseconds. */
const REFRESH_MS = 5_000;

/** One metric of each run; no points where a run lacks it or cannot be read. */
export function useHistories(
  runs: ComparedRun[],
  metric: string | undefined,
  mostPoints: number,
): { points: MetricHistory['points'][]; loading: boolean } {
  const api = useApi(llmOpsApiRef);
  return useQueries({
    queries: runs.map(({ runId }) => {
      const path = `/experiments/runs/${runId}/metrics?key=${encodeURIComponent(
        metric ?? '',
      )}&max_points=${mostPoints}`;
      return {
        queryKey: ['llm-ops', path],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api.get<MetricHistory>(path, signal),
        enabled: metric !== undefined,
        refetchInterval: REFRESH_MS,
        retry: 1,
      };
    }),
    combine: results => ({
      points: results.map(({ data }) => data?.points ?? []),
      loading: results.some(({ isLoading }) => isLoading),
    }),
  });
}
