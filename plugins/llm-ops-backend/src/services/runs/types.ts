/** What may be asked of the run itself and its job, by its name. */
export const ATTRIBUTES = [
  'run_id',
  'name',
  'status',
  'experiment',
  'start_time',
  'end_time',
  'owner',
  'job',
  'job_type',
  'environment',
  'model',
  'model_name',
  'dataset',
  'dataset_name',
  'dataset_version',
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** What a condition looks at. */
export type Field =
  | { of: 'attribute'; name: Attribute }
  | { of: 'param' | 'metric' | 'tag'; name: string };

export type Comparison =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'LIKE'
  | 'ILIKE';

/** A filter as a tree. */
export type Expression =
  | { all: Expression[] }
  | { any: Expression[] }
  | { not: Expression }
  | { field: Field; compare: Comparison; value: string | number }
  | { field: Field; within: (string | number)[] };

/** What runs are sorted by. */
export interface RunSort {
  field: Field;
  descending: boolean;
}

/** A run in an order: its id, what it is sorted by, and in which part of the order it is. */
export interface RunPlace {
  id: string;
  value: string | number | null;
  part: number;
}
