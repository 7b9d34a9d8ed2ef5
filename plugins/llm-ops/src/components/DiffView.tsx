import { Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { DatasetDiff } from '../api/types';
import { PlainTable } from './PlainTable';
import styles from './components.module.css';
import { DataTable } from './DataTable';
import { Facts } from './Facts';
import { formatValue } from './format';
import { LongValue } from './LongValue';

function columnsOf(rows: Record<string, unknown>[]): string[] {
  return [...new Set(rows.flatMap(row => Object.keys(row)))];
}

function schemaLines(changes: DatasetDiff['schema_changes']): string[] {
  return Object.entries(changes)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(
      ([key, value]) =>
        `${key.replace(/_/g, ' ')}: ${
          Array.isArray(value)
            ? value.map(formatValue).join(', ')
            : formatValue(value)
        }`,
    );
}

const ChangedRows = ({
  rows,
  keyColumn,
}: {
  rows: NonNullable<DatasetDiff['samples']>['changed'];
  keyColumn?: string | null;
}) => (
  <PlainTable
    label="Changed rows"
    columns={[keyColumn ?? 'row', 'column', 'before', 'after']}
  >
    {rows.flatMap(({ before, after }, index) =>
      columnsOf([before, after])
        .filter(name => formatValue(before[name]) !== formatValue(after[name]))
        .map(name => (
          <tr key={`${index}-${name}`}>
            <td>{formatValue(after[keyColumn ?? ''] ?? index + 1)}</td>
            <td>{name}</td>
            <td>
              <LongValue value={before[name]} />
            </td>
            <td className={styles.changedCell}>
              <LongValue value={after[name]} />
            </td>
          </tr>
        )),
    )}
  </PlainTable>
);

/** Names that are shown of a list of files. */
const SHOWN_NAMES = 20;

const named = (names: string[]) =>
  names.length > SHOWN_NAMES
    ? `${names.length}: ${names.slice(0, SHOWN_NAMES).join(', ')}, …`
    : names.join(', ');

function fileFacts(diff: DatasetDiff): [string, ReactNode][] {
  return [
    ['Files added', named(diff.added_files)],
    ['Files removed', named(diff.removed_files)],
    ['Files modified', named(diff.modified_files)],
  ];
}

function rowFacts(diff: DatasetDiff): [string, ReactNode][] {
  const schema = schemaLines(diff.schema_changes);
  return [
    ['Rows added', diff.added_rows],
    ['Rows removed', diff.removed_rows],
    ['Rows changed', diff.changed_rows],
    ['Schema', schema.length ? schema.join('; ') : 'unchanged'],
  ];
}

/** What differs between two versions: counts, schema, and sample rows. */
export const DiffView = ({ diff }: { diff: DatasetDiff }) => {
  const { samples } = diff;
  return (
    <Flex direction="column" gap="4">
      <Facts
        items={[
          ...(diff.rows_compared === false ? fileFacts(diff) : rowFacts(diff)),
        ]}
      />
      {samples && samples.changed.length > 0 && (
        <>
          <Text as="h4" weight="bold">
            Changed rows (sample)
          </Text>
          <ChangedRows rows={samples.changed} keyColumn={diff.key_column} />
        </>
      )}
      {(['added', 'removed'] as const).map(tone => {
        const rows = samples?.[tone] ?? [];
        const columns = columnsOf(rows);
        return rows.length === 0 ? null : (
          <Flex direction="column" gap="2" key={tone}>
            <Text as="h4" weight="bold">
              {tone === 'added'
                ? 'Added rows (sample)'
                : 'Removed rows (sample)'}
            </Text>
            <DataTable
              caption={`Rows ${tone}`}
              columns={columns}
              rows={rows.map(row => columns.map(name => row[name]))}
              tone={tone}
            />
          </Flex>
        );
      })}
    </Flex>
  );
};
