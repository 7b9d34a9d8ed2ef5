/** The answer of every `/llm-ops/v1` operation: `data` is null when it failed. */
export interface Envelope<T> {
  status: 'success' | 'fail';
  /** Text for a person; often empty on reads. Never contains a secret. */
  message: string;
  data: T | null;
}
