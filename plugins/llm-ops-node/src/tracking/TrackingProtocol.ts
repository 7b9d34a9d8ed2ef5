import { LoggerService } from '@backstage/backend-plugin-api';
import { Request, Router } from 'express';
import { TrackingCaller, TrackingJournal } from './TrackingJournal';

/** What a protocol is given to work with. */
export interface TrackingGateway {
  journal: TrackingJournal;
  /**
   * Finds out who asks.
   * @throws AuthenticationError without identity, NotAllowedError
   */
  authorize(request: Request): Promise<TrackingCaller>;
  logger: LoggerService;
}

/**
 * The wire protocol of a tracker, spoken to the code of training jobs, so
 * that code written for the tracker runs unchanged.
 */
export interface TrackingProtocol {
  /** Name of its sub-path, e.g. `mlflow` for `/llm-ops/v1/mlflow`. */
  readonly name: string;
  /** Answers everything below the sub-path, errors too. */
  router(gateway: TrackingGateway): Router;
}
