import { InputError } from '@backstage/errors';

/** A query parameter of a list that it cannot use. */
export class ParameterError extends InputError {
  readonly parameter: string;

  constructor(parameter: string, message: string) {
    super(message);
    this.name = 'InputError';
    this.parameter = parameter;
  }
}
