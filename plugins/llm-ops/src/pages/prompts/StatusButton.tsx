import { Alert, Button, Flex } from '@backstage/ui';
import { useWrite } from '../../api/hooks';

/** Gives a record of `/prompts` its next status, and says why it cannot. */
export const StatusButton = (props: {
  method: 'PUT' | 'PATCH';
  path: string;
  status: string;
  label: string;
}) => {
  const { method, path, status, label } = props;
  const change = useWrite<void>(api => api.send(method, path, { status }));
  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      {change.error && (
        <Alert
          status="danger"
          icon
          title="Not changed"
          description={change.error.message}
        />
      )}
      <Button
        variant="primary"
        isPending={change.isPending}
        onPress={() => change.mutate()}
      >
        {label}
      </Button>
    </Flex>
  );
};
