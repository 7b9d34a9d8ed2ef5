import { Alert, Button, Flex, Text, TextAreaField } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useWrite } from '../../api/hooks';
import { Pipeline } from '../../api/types';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { paths } from '../../routes';
import { example } from './example';
import { PipelineGraph } from './PipelineGraph';
import { readDefinition } from './readDefinition';

/** Describes a pipeline as JSON, draws it meanwhile, and submits it. */
export const NewPipelinePage = () => {
  const navigate = useNavigate();
  const [text, setText] = useState(() => JSON.stringify(example, null, 2));
  const { body, stages, problem } = useMemo(() => readDefinition(text), [text]);
  const submit = useWrite<object, Pipeline>((api, definition) =>
    api.send('POST', '/workflows/pipelines', definition),
  );
  return (
    <Page
      title="New pipeline"
      back={{ label: 'Pipelines', href: paths.pipelines }}
      actions={
        <Button
          variant="primary"
          isPending={submit.isPending}
          isDisabled={!body}
          onPress={() =>
            submit.mutate(body!, {
              onSuccess: made => navigate(paths.pipeline(made.id)),
            })
          }
        >
          Submit
        </Button>
      }
    >
      {(problem || submit.error) && (
        <Alert
          status="danger"
          icon
          title={problem ? 'This is not a pipeline yet' : 'Not submitted'}
          description={problem ?? submit.error?.message}
        />
      )}
      <Section title="Path">
        {stages.length === 0 ? (
          <Text color="secondary">Stages show here as they are described.</Text>
        ) : (
          <PipelineGraph stages={stages} />
        )}
      </Section>
      <Section title="Definition">
        <Flex direction="column" gap="2">
          <TextAreaField
            label="Pipeline as JSON"
            description="A stage runs a container of its own (config.image, config.command), or what its type stands for."
            value={text}
            onChange={setText}
            rows={24}
          />
        </Flex>
      </Section>
    </Page>
  );
};
