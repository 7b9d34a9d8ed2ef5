import { Alert, Flex, Skeleton } from '@backstage/ui';
import { UseQueryResult } from '@tanstack/react-query';
import { ReactNode } from 'react';

/**
 * Draws a query in each of its states: a skeleton while it loads, the error
 * with what the server said, and the data with a notice when it is old.
 */
export function QueryState<T>(props: {
  query: UseQueryResult<T, Error>;
  children: (data: T) => ReactNode;
}) {
  const { query, children } = props;
  if (query.data !== undefined) {
    return (
      <>
        {query.error && (
          <Alert
            status="warning"
            icon
            title="Shown as last known"
            description={`Refreshing failed: ${query.error.message}`}
          />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.error) {
    return (
      <Alert
        status="danger"
        icon
        title={
          (query.error as { status?: number }).status === 403
            ? 'You may not see this'
            : 'This could not be loaded'
        }
        description={query.error.message}
      />
    );
  }
  return (
    <Flex
      direction="column"
      gap="2"
      role="status"
      aria-busy="true"
      aria-label="Loading"
    >
      <Skeleton width="40%" height={24} />
      <Skeleton width="100%" height={80} />
    </Flex>
  );
}
