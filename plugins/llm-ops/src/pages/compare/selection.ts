import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Most runs that are laid side by side; the server takes no more. */
export const MOST_RUNS = 50;

/** Ids of the chosen runs in the address, so that a choice is shared, reloaded and gone back to. */
export function useSelection(): [string[], (ids: string[]) => void] {
  const [params, setParams] = useSearchParams();
  const chosen = params.get('runs')?.split(',').filter(Boolean) ?? [];
  const choose = useCallback(
    (ids: string[]) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        after.set('runs', ids.join(','));
        if (ids.length === 0) {
          after.delete('runs');
        }
        return after;
      }),
    [setParams],
  );
  return [chosen, choose];
}
