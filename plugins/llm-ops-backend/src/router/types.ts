import {
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { Request, Response } from 'express';
import { Actor } from '../auth/types';
import { ListAnswer } from './lists';
import { OwnedKind } from '../services/OwnerService';

/** What a handler gets: the checked request. */
export interface OperationRequest {
  actor: Actor;
  /** Path parameters, checked against openapi.yaml. */
  path: Record<string, string>;
  /** Query parameters, coerced to the types of openapi.yaml, defaults filled in. */
  query: Record<string, unknown>;
  /** Body, coerced, defaults filled in, unknown fields dropped unless the schema keeps them. */
  body: Record<string, unknown>;
  raw: Request;
  response: Response;
}

/** Success answer of a handler; `status` defaults to the operation's own code. */
export interface OperationAnswer {
  data: unknown;
  message?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Rows that are sent part by part, in place of `data`. */
  list?: ListAnswer;
}

/**
 * One operation of `openapi.yaml`, found by its `operationId`.
 * The router parses, validates, authorises, calls `handle` and sends the
 * envelope; a thrown error becomes the fail envelope.
 */
export interface OperationRoute {
  operationId: string;
  /** A resource permission wherever the path names a record. */
  permission: Permission;
  /** What a creation needs besides. */
  creates?: {
    /** Permission whose reach the new record has to be in. */
    over: ResourcePermission;
    /** The team that is to own it, if the body says. */
    team?(body: Record<string, unknown>): string | undefined;
    /** Whether it is to be approved from the beginning. */
    approved?(body: Record<string, unknown>): boolean;
  };
  /** Records that the body names; the actor has to be able to read them. */
  references?(
    request: OperationRequest,
  ): (readonly [OwnedKind, string | undefined])[];
  /** Answer for a record that is not there; an error when not given. */
  unknown?: OperationAnswer;
  /** Path parameter that a job's own token may stand for. */
  allowJobParameter?: string;
  /** A further permission that some bodies need. */
  alsoNeeds?(body: Record<string, unknown>): Permission | undefined;
  /** The answer has no `data`, neither of success nor of failure. */
  withoutData?: boolean;
  /** Not found is `404 {detail}`, as the old platform answered here. */
  notFoundDetail?: boolean;
  /**
   * Code of a fail envelope for clients that did not ask for honest codes;
   * the code of success when not given.
   */
  failCode?(error: Error): number;
  /** Answers itself (streams); then `handle` returns undefined. */
  handle(request: OperationRequest): Promise<OperationAnswer | undefined>;
}
