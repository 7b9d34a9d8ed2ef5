import { NotFoundError } from '@backstage/errors';
import { OwnedKind } from '../store/reach';

const SENTENCES: Record<OwnedKind, (id: string) => string> = {
  model: id => `There is no model with the id ${id}`,
  dataset: id => `There is no data set with the id ${id}`,
  job: id => `There is no training job with the id ${id}`,
  run: id => `No training job has the run ${id}`,
  endpoint: id => `There is no endpoint with the id ${id}`,
  prompt: id => `There is no prompt template with the id ${id}`,
  experiment: id => `There is no prompt experiment with the id ${id}`,
  pipeline: id => `There is no pipeline with the id ${id}`,
  operation: id => `There is no operation with the id ${id}`,
};

/**
 * The error for a record that is not there, and for one that the caller may
 * not know of: both in the same words.
 */
export function notFound(kind: OwnedKind, id: string): NotFoundError {
  return new NotFoundError(SENTENCES[kind](id));
}
