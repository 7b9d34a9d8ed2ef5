import { Flex, Link, Text } from '@backstage/ui';
import { PipelineStage } from '../../api/types';
import { Facts } from '../../components/Facts';
import { formatDuration, formatValue } from '../../components/format';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { conditionText } from './condition';

const outputsOf = (stage: PipelineStage) =>
  Object.entries(stage.outputs ?? {})
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

/** Every stage in words: how it went, what it came to, what it began. */
export const StageFacts = ({ stages }: { stages: PipelineStage[] }) => (
  <Section title="Stages">
    <Flex direction="column" gap="4">
      {stages.map(stage => (
        <Flex key={stage.name} direction="column" gap="1">
          <Text as="h3" weight="bold">
            {stage.name}
          </Text>
          <Facts
            items={[
              ['Status', <Status value={stage.phase ?? 'pending'} />],
              ['Does', stage.type.replace(/_/g, ' ')],
              ['After', stage.dependencies.join(', ')],
              ['Only if', stage.condition && conditionText(stage.condition)],
              [
                'Duration',
                stage.started_at &&
                  formatDuration(stage.started_at, stage.finished_at),
              ],
              ['Retries', stage.retries ? String(stage.retries) : undefined],
              ['Says', stage.message],
              ['Outputs', outputsOf(stage)],
              [
                'Training job',
                stage.job_id ? (
                  <Link href={paths.job(stage.job_id)}>{stage.job_id}</Link>
                ) : undefined,
              ],
              [
                'Endpoint',
                stage.endpoint_id ? (
                  <Link href={paths.endpoint(stage.endpoint_id)}>
                    {stage.endpoint_id}
                  </Link>
                ) : undefined,
              ],
              ['Config', stage.config ? formatValue(stage.config) : undefined],
            ]}
          />
        </Flex>
      ))}
    </Flex>
  </Section>
);
