import { Permission } from '@backstage/plugin-permission-common';
import { RequirePermission } from '@backstage/plugin-permission-react';
import { ReactNode } from 'react';

/** Draws an action only for who may do it. */
export const Allowed = (props: {
  permission: Permission;
  /** `<kind>:<id>`, when the action is about a record. */
  record?: string;
  children: ReactNode;
}) => {
  const { permission, record, children } = props;
  const asked =
    'resourceType' in permission
      ? { permission, resourceRef: record }
      : { permission };
  return (
    <RequirePermission {...asked} errorPage={null}>
      {children}
    </RequirePermission>
  );
};
