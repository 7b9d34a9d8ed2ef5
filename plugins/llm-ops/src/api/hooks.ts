import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  InfiniteData,
  useInfiniteQuery,
  UseInfiniteQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
  UseQueryResult,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { LlmOpsApi, llmOpsApiRef } from './LlmOpsApi';

/** How often a page asks again when no signal came, in milliseconds. */
const REFRESH_MS = 5_000;

/** Once more, unless the server said that the request itself is at fault. */
function worthRetrying(failures: number, error: Error): boolean {
  const { status } = error as { status?: number };
  return failures < 1 && (status === undefined || status >= 500);
}

/** Reads a path, refreshed on the server's signals and every few seconds. */
export function useRead<T>(
  path: string | undefined,
  options?: { refreshMs?: number | false },
): UseQueryResult<T, Error> {
  const api = useApi(llmOpsApiRef);
  return useQuery<T, Error>({
    queryKey: ['llm-ops', path],
    queryFn: ({ signal }) => api.get<T>(path!, signal),
    enabled: path !== undefined,
    refetchInterval: options?.refreshMs ?? REFRESH_MS,
    retry: worthRetrying,
  });
}

/**
 * Reads a list page after page: `path` with `limit`, and for each next page
 * the cursor that the page before gave.
 */
export function useReadPages<T>(
  path: string,
  nextCursor: (page: T) => string | null | undefined,
): UseInfiniteQueryResult<InfiniteData<T>, Error> {
  const api = useApi(llmOpsApiRef);
  return useInfiniteQuery({
    queryKey: ['llm-ops', 'pages', path],
    queryFn: ({ pageParam, signal }) =>
      api.get<T>(
        pageParam ? `${path}&cursor=${encodeURIComponent(pageParam)}` : path,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: page => nextCursor(page) ?? undefined,
    placeholderData: before => before,
    refetchInterval: REFRESH_MS,
    retry: worthRetrying,
  });
}

/** A write; afterwards every read is fetched again. */
export function useWrite<TInput, TResult = unknown>(
  write: (api: LlmOpsApi, input: TInput) => Promise<TResult>,
) {
  const api = useApi(llmOpsApiRef);
  const client = useQueryClient();
  return useMutation<TResult, Error, TInput>({
    mutationFn: input => write(api, input),
    onSettled: () => client.invalidateQueries({ queryKey: ['llm-ops'] }),
  });
}

/** Fetches again when the server signals a change; drawn once by each page. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const { lastSignal } = useSignal('llm-ops');
  useEffect(() => {
    if (lastSignal) {
      client.invalidateQueries({ queryKey: ['llm-ops'] });
    }
  }, [lastSignal, client]);
}
