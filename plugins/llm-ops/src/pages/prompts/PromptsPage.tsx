import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import { llmOpsPromptCreatePermission } from '@llm-ops/plugin-llm-ops-common';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { PromptExperiment, PromptTemplate } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { RecordTable } from '../RecordTable';
import { NewExperimentDialog } from './NewExperimentDialog';
import { NewTemplateDialog } from './NewTemplateDialog';

const templateColumns: ColumnConfig<PromptTemplate>[] = [
  {
    id: 'template',
    label: 'Template',
    isRowHeader: true,
    cell: template => (
      <CellText title={template.name} description={template.content} />
    ),
  },
  {
    id: 'version',
    label: 'Version',
    cell: template => <CellText title={template.version} />,
  },
  {
    id: 'status',
    label: 'Status',
    cell: template => (
      <Cell>
        <Status value={template.status} />
      </Cell>
    ),
  },
  {
    id: 'changed',
    label: 'Changed',
    cell: template => <CellText title={formatTime(template.updated_at)} />,
  },
];

const sumOf = (
  { variants }: PromptExperiment,
  count: 'requests' | 'answers',
): number => variants.reduce((sum, variant) => sum + variant[count], 0);

const experimentColumns: ColumnConfig<PromptExperiment>[] = [
  {
    id: 'experiment',
    label: 'Experiment',
    isRowHeader: true,
    cell: experiment => (
      <CellText
        title={experiment.name}
        description={`${experiment.variants.length} templates`}
      />
    ),
  },
  {
    id: 'status',
    label: 'Status',
    cell: experiment => (
      <Cell>
        <Status value={experiment.status} />
      </Cell>
    ),
  },
  {
    id: 'answered',
    label: 'Answered',
    cell: experiment => (
      <CellText
        title={`${sumOf(experiment, 'answers')} of ${sumOf(
          experiment,
          'requests',
        )}`}
      />
    ),
  },
  {
    id: 'made',
    label: 'Made',
    cell: experiment => <CellText title={formatTime(experiment.created_at)} />,
  },
];

/** Templates, and the experiments that compare them. */
export const PromptsPage = () => {
  useLiveUpdates();
  const templates = useRead<PromptTemplate[]>('/prompts/templates');
  const experiments = useRead<PromptExperiment[]>('/prompts/experiments');
  return (
    <Page
      title="Prompts"
      description="Texts that endpoints put before what users ask, and experiments that compare them."
      actions={
        <Allowed permission={llmOpsPromptCreatePermission}>
          <NewExperimentDialog templates={templates.data ?? []} />
          <NewTemplateDialog />
        </Allowed>
      }
    >
      <Section title="Experiments">
        <QueryState query={experiments}>
          {data => (
            <RecordTable
              label="experiments"
              rows={data}
              columns={experimentColumns}
              text={experiment => `${experiment.name} ${experiment.status}`}
              href={experiment => paths.promptExperiment(experiment.id)}
              empty="No experiment yet. Compare two live templates to begin."
            />
          )}
        </QueryState>
      </Section>
      <Section title="Templates">
        <QueryState query={templates}>
          {data => (
            <RecordTable
              label="templates"
              rows={data}
              columns={templateColumns}
              text={({ name, version, status, content }) =>
                `${name} ${version} ${status} ${content}`
              }
              href={template => paths.promptTemplate(template.id)}
              empty="No template yet. Write one to begin."
            />
          )}
        </QueryState>
      </Section>
    </Page>
  );
};
