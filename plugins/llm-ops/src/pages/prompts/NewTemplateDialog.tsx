import { TextAreaField, TextField } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useWrite } from '../../api/hooks';
import { PromptTemplate } from '../../api/types';
import { FormDialog } from '../../components/FormDialog';
import { paths } from '../../routes';

/** Asks for a text and keeps it as a draft. */
export const NewTemplateDialog = () => {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [version, setVersion] = useState('1');
  const [content, setContent] = useState('');
  const make = useWrite<object, PromptTemplate>((api, template) =>
    api.send('POST', '/prompts/templates', template),
  );
  const submit = () =>
    make.mutate(
      { name: name.trim(), version: version.trim(), content },
      { onSuccess: made => navigate(paths.promptTemplate(made.id)) },
    );
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      button="New template"
      title="New template"
      submit={{
        label: 'Make a draft',
        onPress: submit,
        isPending: make.isPending,
        isDisabled: !name.trim() || !version.trim() || !content.trim(),
      }}
      error={make.error}
      refused="Not made"
    >
      <TextField label="Name" value={name} onChange={setName} isRequired />
      <TextField
        label="Version"
        value={version}
        onChange={setVersion}
        isRequired
      />
      <TextAreaField
        label="Text"
        description="Stands before every chat with an endpoint that names it, once it is live."
        value={content}
        onChange={setContent}
        rows={6}
        isRequired
      />
    </FormDialog>
  );
};
