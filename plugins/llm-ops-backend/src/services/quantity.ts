import { InputError } from '@backstage/errors';

/**
 * Checks a Kubernetes quantity that a client gave.
 * @throws InputError naming the field
 */
export function requireQuantity(name: string, value: unknown): string {
  if (!/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/.test(String(value))) {
    throw new InputError(
      `${name}: '${value}' is not a Kubernetes quantity such as 500m or 2Gi`,
    );
  }
  return String(value);
}
