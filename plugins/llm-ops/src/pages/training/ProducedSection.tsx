import { Flex, Link, Text } from '@backstage/ui';
import { useRead } from '../../api/hooks';
import { Lineage, Model } from '../../api/types';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { ModelActions } from '../models/ModelActions';

/** Endpoints that serve a model now. */
const Endpoints = ({ modelId }: { modelId: string }) => {
  const lineage = useRead<Lineage>(`/lineage?ref=model:${modelId}`);
  return (
    <QueryState query={lineage}>
      {({ nodes, edges }) => {
        const serving = nodes.filter(
          node =>
            node.kind === 'endpoint' &&
            edges.some(
              ({ from, to }) => from === `model:${modelId}` && to === node.id,
            ),
        );
        return serving.length === 0 ? (
          <Text color="secondary">No endpoint serves it.</Text>
        ) : (
          <ul>
            {serving.map(node => (
              <li key={node.id}>
                <Link href={node.href ?? paths.endpoints}>{node.title}</Link>{' '}
                {node.status && <Status value={node.status} />}
              </li>
            ))}
          </ul>
        );
      }}
    </QueryState>
  );
};

/** The model that came from a job, on its way to production. */
export const ProducedSection = ({ modelId }: { modelId: string }) => {
  const model = useRead<Model>(`/catalog/models/${modelId}`);
  return (
    <Section
      title="From run to production"
      actions={model.data && <ModelActions model={model.data} />}
    >
      <QueryState query={model}>
        {data => (
          <Flex direction="column" gap="3">
            <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
              <Link href={paths.model(data.id)}>
                {data.name} {data.version}
              </Link>
              <Status value={data.status} />
            </Flex>
            <Text as="h3" weight="bold">
              Served by
            </Text>
            <Endpoints modelId={data.id} />
          </Flex>
        )}
      </QueryState>
    </Section>
  );
};
