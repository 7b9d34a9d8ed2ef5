import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { OwnerFilter, owns, RecordOwners } from './owners';

/** The records a permission extends to, for whoever asks. */
export type Reach = 'all' | PermissionCriteria<OwnerFilter>;

/** No record at all. */
export const NOTHING: OwnerFilter = { claims: [] };

/** Whether a record with these owners is within reach. */
export function covers(reach: Reach, owners: RecordOwners): boolean {
  if (reach === 'all') {
    return true;
  }
  if ('allOf' in reach) {
    return reach.allOf.every(each => covers(each, owners));
  }
  if ('anyOf' in reach) {
    return reach.anyOf.some(each => covers(each, owners));
  }
  return 'not' in reach ? !covers(reach.not, owners) : owns(owners, reach);
}
