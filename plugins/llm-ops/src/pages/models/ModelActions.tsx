import { Alert, Button, ButtonLink, Flex } from '@backstage/ui';
import {
  llmOpsApprovePermission,
  llmOpsServePermission,
} from '@llm-ops/plugin-llm-ops-common';
import { useWrite } from '../../api/hooks';
import { Model } from '../../api/types';
import { Allowed } from '../../components/Allowed';
import { paths } from '../../routes';

/** Approve, reject and, once approved, deploy. */
export const ModelActions = ({ model }: { model: Model }) => {
  const decide = useWrite<string>((api, status) =>
    api.send('PATCH', `/catalog/models/${model.id}/status?status=${status}`),
  );
  return (
    <Flex gap="2" align="center">
      {decide.error && (
        <Alert
          status="danger"
          icon
          title="Not changed"
          description={decide.error.message}
        />
      )}
      {model.status === 'approved' && (
        <Allowed permission={llmOpsServePermission}>
          <ButtonLink
            variant="primary"
            href={`${paths.templates}/templates/default/deploy-a-model`}
          >
            Deploy
          </ButtonLink>
        </Allowed>
      )}
      <Allowed
        permission={llmOpsApprovePermission}
        record={`model:${model.id}`}
      >
        {model.status !== 'approved' && (
          <Button
            variant="primary"
            onPress={() => decide.mutate('approved')}
            isPending={decide.isPending}
          >
            Approve
          </Button>
        )}
        {model.status !== 'rejected' && (
          <Button
            variant="secondary"
            onPress={() => decide.mutate('rejected')}
            isPending={decide.isPending}
          >
            Reject
          </Button>
        )}
      </Allowed>
    </Flex>
  );
};
