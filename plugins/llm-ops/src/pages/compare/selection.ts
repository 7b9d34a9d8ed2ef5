import { useCallback } from 'react';
import { useAddress } from '../../components/useAddress';

/** Most runs that are laid side by side; the server takes no more. */
export const MOST_RUNS = 50;

/** Ids of the chosen runs in the address, so that a choice is shared, reloaded and gone back to. */
export function useSelection(): [string[], (ids: string[]) => void] {
  const [params, change] = useAddress();
  const chosen = params.get('runs')?.split(',').filter(Boolean) ?? [];
  const choose = useCallback(
    (ids: string[]) => change({ runs: ids.join(',') }),
    [change],
  );
  return [chosen, choose];
}
