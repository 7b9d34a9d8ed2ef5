import { Permission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { ReactNode } from 'react';

/** Draws an action only for who may do it, and nothing for anybody else. */
export const Allowed = (props: {
  permission: Permission;
  /** `<kind>:<id>`, when the action is about a record. */
  record?: string;
  children: ReactNode;
}) => {
  const { permission, record, children } = props;
  const { allowed } = usePermission(
    'resourceType' in permission
      ? { permission, resourceRef: record }
      : { permission },
  );
  return <>{allowed && children}</>;
};
