import { Text, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useWrite } from '../../api/hooks';
import { PromptExperiment, PromptTemplate } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { paths } from '../../routes';
import { ChosenVariant, VariantsField } from './VariantsField';

const TWO: ChosenVariant[] = [
  { template_id: '', weight: 1 },
  { template_id: '', weight: 1 },
];

/** Asks for live templates and their weights, and makes a draft of them. */
export const NewExperimentDialog = (props: { templates: PromptTemplate[] }) => {
  const navigate = useNavigate();
  const live = props.templates.filter(({ status }) => status === 'live');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [variants, setVariants] = useState(TWO);
  const make = useWrite<object, PromptExperiment>((api, experiment) =>
    api.send('POST', '/prompts/experiments', experiment),
  );
  const submit = () =>
    make.mutate(
      { name: name.trim(), variants },
      { onSuccess: made => navigate(paths.promptExperiment(made.id)) },
    );
  const complete =
    name.trim() && variants.every(({ template_id }) => template_id);
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      button="New experiment"
      variant="secondary"
      title="Compare templates"
      submit={{
        label: 'Make a draft',
        onPress: submit,
        isPending: make.isPending,
        isDisabled: !complete,
      }}
      error={make.error}
      refused="Not made"
    >
      {live.length < 2 ? (
        <Text>
          An experiment compares two or more live templates; make two live
          first.
        </Text>
      ) : (
        <>
          <TextField
            label="Name"
            description="Callers are shared among the templates by weight; each of them always gets the same one."
            value={name}
            onChange={setName}
            isRequired
          />
          <VariantsField
            templates={live}
            value={variants}
            onChange={setVariants}
          />
        </>
      )}
    </FormDialog>
  );
};
