/** A value of a request as a text; undefined when it is none. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
