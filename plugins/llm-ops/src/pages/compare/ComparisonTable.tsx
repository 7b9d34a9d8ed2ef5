import { Flex, Switch, Text } from '@backstage/ui';
import { useState } from 'react';
import { ComparedRow, RunComparison } from '../../api/types';
import styles from '../../components/components.module.css';
import { LongValue } from '../../components/LongValue';
import { Scroll } from '../../components/Scroll';

const Rows = ({ title, rows }: { title: string; rows: ComparedRow[] }) => (
  <>
    {rows.length > 0 && (
      <tr>
        <th colSpan={rows[0].values.length + 1} scope="colgroup">
          {title}
        </th>
      </tr>
    )}
    {rows.map(row => (
      <tr key={row.name}>
        <th scope="row">{row.name}</th>
        {row.values.map((value, index) => (
          <td key={index} className={row.differs ? styles.changedCell : ''}>
            {value === null ? '–' : <LongValue value={value} />}
          </td>
        ))}
      </tr>
    ))}
  </>
);

/** Parameters, metrics and tags of the runs; what differs is marked, and first. */
export const ComparisonTable = (props: { comparison: RunComparison }) => {
  const { runs, parameters, metrics, tags } = props.comparison;
  const [all, setAll] = useState(false);
  const shown = (rows: ComparedRow[]) =>
    all ? rows : rows.filter(r => r.differs);
  const groups: [string, ComparedRow[]][] = [
    ['Parameters', shown(parameters)],
    ['Metrics (last)', shown(metrics)],
    ['Tags', shown(tags)],
  ];
  return (
    <Flex direction="column" gap="3">
      <Switch
        label="Also what is the same"
        isSelected={all}
        onChange={setAll}
      />
      {groups.every(([, rows]) => rows.length === 0) ? (
        <Text color="secondary">The runs have the same values everywhere.</Text>
      ) : (
        <Scroll label="Values of the runs">
          <table className={styles.data}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                {runs.map(run => (
                  <th key={run.runId} scope="col">
                    {run.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map(([title, rows]) => (
                <Rows key={title} title={title} rows={rows} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Flex>
  );
};
