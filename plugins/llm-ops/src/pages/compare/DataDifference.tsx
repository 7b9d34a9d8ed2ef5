import { Flex, Link, Text } from '@backstage/ui';
import { useRead } from '../../api/hooks';
import { ComparedRun, DatasetDiff } from '../../api/types';
import { DiffView } from '../../components/DiffView';
import { QueryState } from '../../components/QueryState';
import { paths } from '../../routes';

const Versions = (props: { datasetId: string; from: string; to: string }) => {
  const diff = useRead<DatasetDiff>(
    `/catalog/datasets/${props.datasetId}/versions/${props.to}/diff?baseVersionId=${props.from}`,
    { refreshMs: false },
  );
  return (
    <QueryState query={diff}>{data => <DiffView diff={data} />}</QueryState>
  );
};

/** The rows and the schema that changed between what two runs were trained on. */
export const DataDifference = (props: {
  base: ComparedRun;
  other: ComparedRun;
}) => {
  const { base, other } = props;
  if (base.datasetId !== other.datasetId) {
    return (
      <Text>
        They were trained on two data sets:{' '}
        <Link href={paths.dataset(base.datasetId)}>that of {base.name}</Link>{' '}
        and{' '}
        <Link href={paths.dataset(other.datasetId)}>that of {other.name}</Link>.
      </Text>
    );
  }
  if (!base.datasetVersionId || !other.datasetVersionId) {
    return <Text color="secondary">One of them names no version.</Text>;
  }
  if (base.datasetVersionId === other.datasetVersionId) {
    return (
      <Text color="secondary">
        Both were trained on the same version of the same data set.
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      <Link href={paths.dataset(base.datasetId)}>The data set</Link>
      <Versions
        datasetId={base.datasetId}
        from={base.datasetVersionId}
        to={other.datasetVersionId}
      />
    </Flex>
  );
};
