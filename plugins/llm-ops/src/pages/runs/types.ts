import { RunList } from '../../api/types';

/** A run of the list. */
export type Run = RunList['runs'][number];

/** What the list shows; lives in the address, so that it can be shared. */
export type Query = { filter: string; text: string; sort: string };
