import {
  JournalRun,
  TrackingCaller,
  TrackingJournal,
} from '@llm-ops/plugin-llm-ops-node';
import { Request, Response } from 'express';
import { MlflowClient } from '../client';
import { Json } from './values';

/** One call of the gateway. */
export interface Call {
  caller: TrackingCaller;
  journal: TrackingJournal;
  /** Query of a GET, body of anything else. */
  input: Json;
  params: Record<string, string>;
  request: Request;
  response: Response;
  /** The MLflow server of a tracker instance; the first one by default. */
  client(tool?: string): MlflowClient;
}

/** One method and path that may be called. */
export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'patch';
  /** Below `/mlflow`. */
  path: string;
  /** Whether people may call it too, who only read. */
  people?: boolean;
  /** The body is a stream and not JSON. */
  stream?: boolean;
  /** Gives the JSON to answer; undefined when it has answered itself. */
  handle(call: Call): Promise<object | undefined>;
}

/** The call of a job, with the job's id. */
export type JobCall = Call & { caller: { kind: 'job'; jobId: string } };

/** A run and the call about it. */
export interface RunCall extends Call {
  run: JournalRun;
}
