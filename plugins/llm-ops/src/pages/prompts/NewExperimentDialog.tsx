import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
  TextField,
} from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useWrite } from '../../api/hooks';
import { PromptExperiment, PromptTemplate } from '../../api/types';
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
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button variant="secondary">New experiment</Button>
      <Dialog>
        <DialogHeader>Compare templates</DialogHeader>
        <DialogBody>
          {live.length < 2 ? (
            <Text>
              An experiment compares two or more live templates; make two live
              first.
            </Text>
          ) : (
            <Flex direction="column" gap="3">
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
              {make.error && (
                <Alert
                  status="danger"
                  icon
                  title="Not made"
                  description={make.error.message}
                />
              )}
            </Flex>
          )}
        </DialogBody>
        <DialogFooter>
          <Button
            variant="primary"
            onPress={submit}
            isPending={make.isPending}
            isDisabled={!complete}
          >
            Make a draft
          </Button>
          <Button variant="secondary" slot="close">
            Cancel
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
};
