import {
  ColumnConfig,
  Flex,
  SearchField,
  Table,
  TableItem,
  Text,
  useTable,
} from '@backstage/ui';
import { ReactNode } from 'react';

/** A searchable, sorted, paged list of records. */
export function RecordTable<T extends TableItem>(props: {
  label: string;
  rows: T[] | undefined;
  columns: ColumnConfig<T>[];
  text: (row: T) => string;
  href?: (row: T) => string;
  empty: ReactNode;
}) {
  const { label, rows, columns, text, href, empty } = props;
  const { tableProps, search } = useTable<T>({
    mode: 'complete',
    data: rows,
    searchFn: (data, query) =>
      data.filter(row =>
        text(row)
          .toLocaleLowerCase('en-US')
          .includes(query.toLocaleLowerCase('en-US')),
      ),
    paginationOptions: { pageSize: 20 },
  });
  return (
    <Flex direction="column" gap="3">
      <SearchField
        aria-label={`Search ${label}`}
        placeholder="Search"
        {...search}
      />
      <Table
        columnConfig={columns}
        rowConfig={href && { getHref: href }}
        emptyState={<Text color="secondary">{empty}</Text>}
        {...tableProps}
      />
    </Flex>
  );
}
