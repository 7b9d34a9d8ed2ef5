import { fromJson } from '../store/database';
import { Operation, OperationState } from './types';

/** SQL of the states in which a worker still has something to do. */
export const OPEN_SQL = "state IN ('pending', 'leased')";
/** SQL of the states in which an operation holds its lane. */
export const HOLDING_SQL = "state IN ('pending', 'leased', 'dead')";

/** A row of the table `operations`. */
export interface Row {
  seq: string | number;
  id: string;
  kind: string;
  tool: string;
  lane: string;
  title: string;
  payload: string;
  payload_version: number;
  state: OperationState;
  attempts: number;
  unavailable: number;
  crashes: number;
  fence: number;
  next_at: string | number;
  lease_until: string | number | null;
  unavailable_since: string | number | null;
  waits_for: string | null;
  error: string | null;
  progress: string | null;
  result: string | null;
  created_by: string;
  created_at: string | number;
  updated_at: string | number;
}

/** ISO 8601 of milliseconds since the epoch. */
export const iso = (ms: string | number) => new Date(Number(ms)).toISOString();

export function toOperation(row: Row): Operation {
  return {
    id: row.id,
    seq: Number(row.seq),
    kind: row.kind,
    tool: row.tool,
    lane: row.lane,
    title: row.title,
    payload: fromJson(row.payload) ?? {},
    payloadVersion: row.payload_version,
    state: row.state,
    attempts: row.attempts,
    unavailable: row.unavailable,
    crashes: row.crashes,
    fence: row.fence,
    nextAt: iso(row.next_at),
    unavailableSince:
      row.unavailable_since === null ? undefined : iso(row.unavailable_since),
    waitsFor: row.waits_for ?? undefined,
    error: row.error ?? undefined,
    progress: fromJson(row.progress),
    result: fromJson(row.result),
    createdBy: row.created_by,
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
  };
}
