import { Text } from '@backstage/ui';
import { useRead } from '../api/hooks';
import { Lineage } from '../api/types';
import { FlowGraph } from '../components/FlowGraph';
import { QueryState } from '../components/QueryState';
import { Section } from '../components/Section';

/** The chain a record belongs to: data set, training, model, endpoint. */
export const LineageSection = ({ reference }: { reference: string }) => {
  const lineage = useRead<Lineage>(
    `/lineage?ref=${encodeURIComponent(reference)}`,
  );
  return (
    <Section title="Lineage">
      <QueryState query={lineage}>
        {({ nodes, edges }) =>
          nodes.length < 2 ? (
            <Text color="secondary">
              Nothing is linked yet. What is trained on this or made from it
              shows here.
            </Text>
          ) : (
            <FlowGraph
              label="Lineage"
              nodes={nodes.map(node => ({
                id: node.id,
                title: node.title,
                subtitle: node.kind.replace(/_/g, ' '),
                status: node.status ?? undefined,
                href: node.href ?? undefined,
              }))}
              edges={edges.map(edge => ({
                ...edge,
                label: edge.label ?? undefined,
              }))}
            />
          )
        }
      </QueryState>
    </Section>
  );
};
