import { Alert, Text } from '@backstage/ui';
import { llmOpsOperatePermission } from '@llm-ops/plugin-llm-ops-common';
import { useParams } from 'react-router-dom';
import { useLiveUpdates, useRead } from '../../api/hooks';
import { Operation } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { Facts } from '../../components/Facts';
import { formatTime } from '../../components/format';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { PlainTable } from '../../components/PlainTable';
import { Section } from '../../components/Section';
import { Status } from '../../components/Status';
import { paths } from '../../routes';
import { OperationActions } from './OperationActions';
import { whatOf } from './whatOf';

/** What the sentence on an operation is about, by its state. */
const TITLES: Record<Operation['state'], string> = {
  pending: 'Waits',
  leased: 'Runs',
  done: 'Done',
  dead: 'Given up',
  cancelled: 'Last failure before it was cancelled',
};

const About = ({ operation }: { operation: Operation }) => (
  <Section title="About">
    <Facts
      items={[
        ['State', <Status value={operation.state} />],
        ['Kind', operation.kind],
        ['Tool', operation.tool],
        ['Lane', operation.lane],
        ['Accepted', formatTime(operation.createdAt)],
        ['For', operation.createdBy],
        ['Last change', formatTime(operation.updatedAt)],
        [
          'Next try',
          operation.state === 'pending'
            ? formatTime(operation.nextAt)
            : undefined,
        ],
        ['Failures', `${operation.attempts}`],
        ['Tries while its tool was away', `${operation.unavailable ?? 0}`],
        ['Workers lost', `${operation.crashes ?? 0}`],
        ['Id', operation.id],
      ]}
    />
  </Section>
);

const History = ({ history }: Pick<Operation, 'history'>) =>
  history && history.length > 0 ? (
    <PlainTable label="History" columns={['When', 'What', 'Who', 'Why']}>
      {history.map((entry, index) => (
        <tr key={index}>
          <td>{formatTime(entry.at)}</td>
          <td>{entry.event}</td>
          <td>{entry.actor ?? 'portal'}</td>
          <td>{entry.message ?? '–'}</td>
        </tr>
      ))}
    </PlainTable>
  ) : (
    <Text color="secondary">
      Nothing went wrong so far, and nobody acted on it.
    </Text>
  );

/** One operation: how it stands, what went wrong, who acted. */
export const OperationPage = () => {
  useLiveUpdates();
  const { id = '' } = useParams();
  const operation = useRead<Operation>(`/operations/${id}`);
  return (
    <Page
      title={operation.data?.title ?? 'Operation'}
      back={{ label: 'Operations', href: paths.operations }}
      actions={
        operation.data && (
          <Allowed permission={llmOpsOperatePermission}>
            <OperationActions operation={operation.data} />
          </Allowed>
        )
      }
    >
      <QueryState query={operation}>
        {data => (
          <>
            {whatOf(data) && (
              <Alert
                status={data.state === 'dead' ? 'danger' : 'info'}
                icon
                title={TITLES[data.state]}
                description={whatOf(data)}
              />
            )}
            <About operation={data} />
            <Section title="History">
              <History history={data.history} />
            </Section>
          </>
        )}
      </QueryState>
    </Page>
  );
};
