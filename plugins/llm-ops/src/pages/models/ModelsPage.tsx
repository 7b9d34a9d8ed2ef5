import { ButtonLink, Cell, CellText, ColumnConfig } from '@backstage/ui';
import {
  llmOpsCatalogCreatePermission,
  llmOpsTrainPermission,
} from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Model } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { RecordTable } from '../RecordTable';
import { WhenOn } from '../Capability';
import { ImportModelDialog } from './ImportModelDialog';

const columns: ColumnConfig<Model>[] = [
  {
    id: 'name',
    label: 'Model',
    isRowHeader: true,
    cell: model => <CellText title={model.name} description={model.version} />,
  },
  { id: 'type', label: 'Type', cell: model => <CellText title={model.type} /> },
  {
    id: 'status',
    label: 'Status',
    cell: model => (
      <Cell>
        <Status
          value={
            String(model.metadata.import_status ?? '') === 'failed'
              ? 'failed'
              : model.status
          }
        />
      </Cell>
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    cell: model => <CellText title={model.owner_team} />,
  },
  {
    id: 'created',
    label: 'Created',
    cell: model => <CellText title={formatTime(model.created_at)} />,
  },
];

/** All models of the catalog. */
export const ModelsPage = () => {
  useLiveUpdates();
  const models = useRead<Model[]>('/catalog/models');
  return (
    <Page
      title="Models"
      description="Imported, trained and external models, with their versions and lineage."
      actions={
        <>
          <Allowed permission={llmOpsTrainPermission}>
            <ButtonLink
              href={`${paths.templates}/templates/default/train-a-model`}
            >
              Train a model
            </ButtonLink>
          </Allowed>
          <Allowed permission={llmOpsCatalogCreatePermission}>
            <WhenOn name="registry">
              <ImportModelDialog />
            </WhenOn>
          </Allowed>
        </>
      }
    >
      <QueryState query={models}>
        {rows => (
          <RecordTable
            label="models"
            rows={rows}
            columns={columns}
            text={model =>
              `${model.name} ${model.version} ${model.status} ${model.owner_team}`
            }
            href={model => paths.model(model.id)}
            empty="No model yet. Import one from the hub to begin."
          />
        )}
      </QueryState>
    </Page>
  );
};
