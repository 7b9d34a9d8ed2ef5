import { Button, Flex, NumberField, Select } from '@backstage/ui';
import { PromptTemplate } from '../../api/types';

/** A template and its weight, as they are chosen. */
export interface ChosenVariant {
  template_id: string;
  weight: number;
}

/** Two or more templates with their weights. */
export const VariantsField = (props: {
  templates: PromptTemplate[];
  value: ChosenVariant[];
  onChange: (value: ChosenVariant[]) => void;
}) => {
  const { templates, value, onChange } = props;
  const change = (index: number, own: Partial<ChosenVariant>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...own } : one)));
  return (
    <Flex direction="column" gap="3">
      {value.map((variant, index) => (
        <Flex key={index} gap="2" align="end" style={{ flexWrap: 'wrap' }}>
          <Select
            label={`Template ${index + 1}`}
            placeholder="Choose"
            options={templates.map(({ id, name, version }) => ({
              value: id,
              label: `${name} ${version}`,
            }))}
            value={variant.template_id || null}
            onChange={key => change(index, { template_id: String(key) })}
          />
          <NumberField
            label={`Weight ${index + 1}`}
            minValue={1}
            value={variant.weight}
            onChange={weight => change(index, { weight })}
          />
          {value.length > 2 && (
            <Button
              variant="secondary"
              aria-label={`Remove template ${index + 1}`}
              onPress={() => onChange(value.filter((_, at) => at !== index))}
            >
              Remove
            </Button>
          )}
        </Flex>
      ))}
      <Button
        variant="secondary"
        onPress={() => onChange([...value, { template_id: '', weight: 1 }])}
      >
        Add a template
      </Button>
    </Flex>
  );
};
