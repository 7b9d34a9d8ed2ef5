import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  llmOpsOperatePermission,
  llmOpsPolicyWritePermission,
} from '@llm-ops/plugin-llm-ops-common';
import { render, screen } from '@testing-library/react';
import { Allowed } from './Allowed';

/** Answers are kept by permission, so that each test asks for its own. */
const draw = (
  permission: BasicPermission,
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
) =>
  render(
    <TestApiProvider
      apis={[[permissionApiRef, { authorize: async () => ({ result }) }]]}
    >
      <Allowed permission={permission}>Retry now</Allowed>
      <p>The rest of the page</p>
    </TestApiProvider>,
  );

describe('Allowed', () => {
  it('draws an action for who may do it', async () => {
    draw(llmOpsOperatePermission, AuthorizeResult.ALLOW);
    expect(await screen.findByText('Retry now')).toBeInTheDocument();
  });

  it('leaves nothing in its place for who may not', async () => {
    const { container } = draw(
      llmOpsPolicyWritePermission,
      AuthorizeResult.DENY,
    );
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(container).toHaveTextContent(/^The rest of the page$/);
  });
});
