import { Alert } from '@backstage/ui';
import { MarkdownContent } from '@backstage/core-components';
import { useParams } from 'react-router-dom';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Model } from '../../api/types';
import { DataTable } from '../../components/DataTable';
import { Facts } from '../../components/Facts';
import { formatBytes, formatTime, formatValue } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Scroll } from '../../components/Scroll';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { LineageSection } from '../LineageSection';
import { ModelActions } from './ModelActions';

const Files = ({ files }: { files: NonNullable<Model['files']> }) => (
  <Section title="Files">
    <DataTable
      caption="Files with their verified checksums"
      columns={['file', 'size', 'SHA-256']}
      rows={files.map(file => [
        file.path,
        formatBytes(file.size),
        file.sha256 ?? '–',
      ])}
    />
  </Section>
);

const Details = ({ model }: { model: Model }) => {
  const { metadata } = model;
  return (
    <>
      {metadata.import_error ? (
        <Alert
          status="danger"
          icon
          title="The import failed"
          description={formatValue(metadata.import_error)}
        />
      ) : null}
      <Section title="About">
        <Facts
          items={[
            ['Status', <Status value={model.status} />],
            ['Version', model.version],
            ['Type', model.type],
            ['Family', model.model_family],
            ['Owner', model.owner_team],
            ['Licence', model.license],
            ['Hub', metadata.huggingface_model_id as string],
            ['Revision', metadata.registry_version as string],
            ['Import', metadata.import_status as string],
            ['Stored at', model.storage_uri],
            ['Created', formatTime(model.created_at)],
          ]}
        />
      </Section>
      <LineageSection reference={`model:${model.id}`} />
      {model.files && model.files.length > 0 && <Files files={model.files} />}
      {model.card && (
        <Section title="Model card">
          <Scroll label="Model card">
            <MarkdownContent content={model.card} />
          </Scroll>
        </Section>
      )}
    </>
  );
};

/** One model: facts, lineage, files and card. */
export const ModelPage = () => {
  useLiveUpdates();
  const { id } = useParams();
  const model = useRead<Model>(`/catalog/models/${id}`);
  return (
    <Page
      title={model.data?.name ?? 'Model'}
      back={{ label: 'Models', href: paths.models }}
      actions={model.data && <ModelActions model={model.data} />}
    >
      <QueryState query={model}>{data => <Details model={data} />}</QueryState>
    </Page>
  );
};
