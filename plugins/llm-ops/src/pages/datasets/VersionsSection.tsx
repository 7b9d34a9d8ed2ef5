import { Alert, Button, Flex, Select, Text } from '@backstage/ui';
import { llmOpsCatalogWritePermission } from '@llm-ops/plugin-llm-ops-common';
import { useState } from 'react';
import { useRead, useWrite } from '../../api/hooks';
import { DatasetDiff, DatasetVersion } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { DataTable } from '../../components/DataTable';
import { DiffView } from '../../components/DiffView';
import { formatBytes, formatTime, shortHash } from '../../components/format';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';

/** What a version is called, oldest is 1. */
function nameOf(versions: DatasetVersion[], version: DatasetVersion): string {
  return (
    version.version_tag ?? `v${versions.length - versions.indexOf(version)}`
  );
}

const Compare = (props: { datasetId: string; versions: DatasetVersion[] }) => {
  const { datasetId, versions } = props;
  const [base, setBase] = useState(versions[1].id);
  const [target, setTarget] = useState(versions[0].id);
  const diff = useRead<DatasetDiff>(
    `/catalog/datasets/${datasetId}/versions/${target}/diff?baseVersionId=${base}`,
    { refreshMs: false },
  );
  const options = versions.map(version => ({
    value: version.id,
    label: nameOf(versions, version),
  }));
  return (
    <Flex direction="column" gap="3">
      <Flex gap="3" style={{ flexWrap: 'wrap' }}>
        <Select
          label="From"
          options={options}
          value={base}
          onChange={key => setBase(String(key))}
        />
        <Select
          label="To"
          options={options}
          value={target}
          onChange={key => setTarget(String(key))}
        />
      </Flex>
      <QueryState query={diff}>{data => <DiffView diff={data} />}</QueryState>
    </Flex>
  );
};

/** Versions of a data set, the difference of any two, and the way back. */
export const VersionsSection = ({ datasetId }: { datasetId: string }) => {
  const versions = useRead<DatasetVersion[]>(
    `/catalog/datasets/${datasetId}/versions`,
  );
  const restore = useWrite<string>((api, id) =>
    api.send(
      'POST',
      `/catalog/datasets/${datasetId}/versions/${id}/restore`,
      {},
    ),
  );
  return (
    <Section title="Versions">
      <QueryState query={versions}>
        {rows => (
          <Flex direction="column" gap="4">
            {rows.length === 0 && (
              <Text color="secondary">No version yet. Upload files first.</Text>
            )}
            {rows.length > 0 && (
              <DataTable
                caption="Versions"
                columns={[
                  'version',
                  'rows',
                  'files',
                  'size',
                  'newly stored',
                  'checksum',
                  'tool',
                  'created',
                ]}
                rows={rows.map(version => [
                  nameOf(rows, version),
                  version.row_count,
                  version.file_count,
                  formatBytes(version.total_size_bytes),
                  formatBytes(version.stored_bytes),
                  shortHash(version.checksum),
                  version.versioning_system,
                  formatTime(version.created_at),
                ])}
              />
            )}
            {restore.error && (
              <Alert
                status="danger"
                icon
                title="Not restored"
                description={restore.error.message}
              />
            )}
            {rows.length > 1 && (
              <>
                <Compare
                  key={rows[0].id}
                  datasetId={datasetId}
                  versions={rows}
                />
                <Allowed
                  permission={llmOpsCatalogWritePermission}
                  record={`dataset:${datasetId}`}
                >
                  <Flex gap="2" style={{ flexWrap: 'wrap' }}>
                    {rows.slice(1).map(version => (
                      <Button
                        key={version.id}
                        variant="secondary"
                        isPending={restore.isPending}
                        onPress={() => restore.mutate(version.id)}
                      >
                        Restore {nameOf(rows, version)}
                      </Button>
                    ))}
                  </Flex>
                </Allowed>
              </>
            )}
          </Flex>
        )}
      </QueryState>
    </Section>
  );
};
