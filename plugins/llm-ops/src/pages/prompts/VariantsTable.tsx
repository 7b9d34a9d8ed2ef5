import { Link } from '@backstage/ui';
import { PromptExperiment, PromptTemplate } from '../../api/types';
import { PlainTable } from '../../components/PlainTable';
import { paths } from '../../routes';
import { shareOf, tokensAnAnswer } from './results';

const COLUMNS = [
  'Template',
  'Callers',
  'Requests',
  'Answers',
  'Mean time',
  'Tokens an answer',
];

/** What each template of an experiment was asked and answered. */
export const VariantsTable = (props: {
  experiment: PromptExperiment;
  templates: PromptTemplate[];
}) => {
  const { variants } = props.experiment;
  const nameOf = (id: string) => {
    const template = props.templates.find(one => one.id === id);
    return template ? `${template.name} ${template.version}` : id;
  };
  return (
    <PlainTable label="Results by template" columns={COLUMNS}>
      {variants.map(variant => (
        <tr key={variant.template_id}>
          <td>
            <Link href={paths.promptTemplate(variant.template_id)}>
              {nameOf(variant.template_id)}
            </Link>
          </td>
          <td>{shareOf(variant, variants)}</td>
          <td>{variant.requests}</td>
          <td>{variant.answers}</td>
          <td>
            {variant.mean_answer_ms === null
              ? '–'
              : `${variant.mean_answer_ms} ms`}
          </td>
          <td>{tokensAnAnswer(variant) ?? '–'}</td>
        </tr>
      ))}
    </PlainTable>
  );
};
