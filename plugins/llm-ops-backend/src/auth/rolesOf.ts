import { UserInfoService } from '@backstage/backend-plugin-api';
import { Actor } from './types';

/**
 * Everything an actor is: its old roles, the entities it owns by (groups, with
 * and without their kind and namespace), and its own id.
 */
export async function rolesOf(
  actor: Actor,
  userInfo: UserInfoService,
): Promise<string[]> {
  const refs =
    actor.kind === 'user' && actor.credentials
      ? (await userInfo.getUserInfo(actor.credentials)).ownershipEntityRefs
      : [];
  return [
    actor.id,
    ...actor.roles,
    ...refs,
    ...refs.map(ref => ref.split('/').pop()!),
  ];
}
