import { NotAllowedError } from '@backstage/errors';

/** A refusal that says whom it refused, for the audit log. */
export function denied(actorId: string, message: string): NotAllowedError {
  return Object.assign(new NotAllowedError(message), { actorId });
}
