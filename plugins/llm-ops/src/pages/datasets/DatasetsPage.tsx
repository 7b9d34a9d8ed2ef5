import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import { llmOpsCatalogCreatePermission } from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Dataset } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { RecordTable } from '../RecordTable';
import { WhenOn } from '../Capability';
import { UploadDatasetDialog } from './UploadDatasetDialog';

const columns: ColumnConfig<Dataset>[] = [
  {
    id: 'name',
    label: 'Data set',
    isRowHeader: true,
    cell: dataset => (
      <CellText title={dataset.name} description={dataset.version} />
    ),
  },
  {
    id: 'type',
    label: 'Type',
    cell: dataset => <CellText title={dataset.type} />,
  },
  {
    id: 'approved',
    label: 'Approval',
    cell: dataset => (
      <Cell>
        <Status value={dataset.approved_at ? 'approved' : 'draft'} />
      </Cell>
    ),
  },
  {
    id: 'quality',
    label: 'Quality',
    cell: dataset => <CellText title={String(dataset.quality_score ?? '–')} />,
  },
  {
    id: 'updated',
    label: 'Updated',
    cell: dataset => <CellText title={formatTime(dataset.updated_at)} />,
  },
];

/** All data sets of the catalog. */
export const DatasetsPage = () => {
  useLiveUpdates();
  const datasets = useRead<Dataset[]>('/catalog/datasets');
  return (
    <Page
      title="Data sets"
      description="Versioned training data: every upload is a version, every version can be compared and restored."
      actions={
        <Allowed permission={llmOpsCatalogCreatePermission}>
          <WhenOn name="dataVersioning">
            <UploadDatasetDialog />
          </WhenOn>
        </Allowed>
      }
    >
      <QueryState query={datasets}>
        {rows => (
          <RecordTable
            label="data sets"
            rows={rows}
            columns={columns}
            text={dataset =>
              `${dataset.name} ${dataset.version} ${dataset.type} ${dataset.owner_team}`
            }
            href={dataset => paths.dataset(dataset.id)}
            empty="No data set yet. Upload a JSONL, CSV or Parquet file to begin."
          />
        )}
      </QueryState>
    </Page>
  );
};
