import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * What a page shows, kept in its address, so that it is shared, reloaded and
 * gone back to. An empty value leaves the address; with `replace` the way back
 * goes past the change.
 */
export function useAddress(): [
  URLSearchParams,
  (change: Record<string, string>, options?: { replace: boolean }) => void,
] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (values: Record<string, string>, options?: { replace: boolean }) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(values)) {
          after.set(key, value);
          if (!value) {
            after.delete(key);
          }
        }
        return after;
      }, options),
    [setParams],
  );
  return [params, change];
}
