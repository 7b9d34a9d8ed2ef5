import { Lanes } from '@llm-ops/plugin-llm-ops-node';
import { Request, Response } from 'express';
import { RequestContext } from '../../requests';
import { OpenApiOperation } from '../../schema/types';
import { Claim, KeyKeeper, Reservation } from '../../services/idempotency';
import { ListAnswer, sendList, wholeList } from '../lists';
import { OperationRequest } from '../types';
import { AnswerCheck } from './AnswerCheck';
import { etagOf, namesEtag } from './etags';
import { hashOf } from './hashOf';
import { ResourceReads } from './ResourceReads';

/** What every turn shares. */
export interface TurnDeps {
  keys: KeyKeeper;
  reads: ResourceReads;
  /** Only in tests. */
  check?: AnswerCheck;
}

/** One exchange: what was asked, of which operation, as part of what. */
export interface Exchange {
  operation: OpenApiOperation;
  path: string;
  method: string;
  request: Request;
  response: Response;
  context: RequestContext;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
const CHANGES = ['put', 'patch', 'delete'];
/** Headers that are kept with an answer. */
const KEPT = ['Location', 'Preference-Applied'];
/** Why a key's request is not carried out. */
const REFUSALS: Record<'other' | 'running' | 'lost', [number, string]> = {
  other: [
    422,
    'This Idempotency-Key was used for another request; use a new key for each',
  ],
  running: [
    409,
    'The request with this Idempotency-Key is being carried out; send it again for its answer',
  ],
  lost: [
    409,
    'The request with this Idempotency-Key was carried out, but the portal ended before it could answer; look the record up',
  ],
};
const lanes = new Lanes();

/** Whether the caller would rather not wait for what takes long. */
export function wantsAsync(request: Request): boolean {
  return /respond-async/i.test(String(request.headers.prefer ?? ''));
}

/**
 * What HTTP asks around one operation, whichever it is. The answer is held
 * back until the turn ends, so that it can be kept under an `Idempotency-Key`,
 * tagged, replaced by 304 or 202, and checked.
 */
export class Turn {
  readonly #deps: TurnDeps;
  readonly #exchange: Exchange;
  readonly #response: Response;
  #body: unknown;
  #answered = false;
  /** The answer is that of an earlier request, or a refusal to carry this out. */
  #settled = false;
  #reservation: Reservation | undefined;
  #letGo: (() => void)[] = [];

  constructor(deps: TurnDeps, exchange: Exchange) {
    this.#deps = deps;
    this.#exchange = exchange;
    this.#response = exchange.response;
    this.#response.json = body => {
      this.#body = body;
      this.#answered = true;
      return this.#response;
    };
  }

  /** Before the operation; false when it must not be carried out. */
  async begin(asked: OperationRequest): Promise<boolean> {
    const go = (await this.#claim(asked)) && (await this.#matches(asked));
    this.#settled = !go;
    return go;
  }

  /** Sends a page at once, a whole list part by part unless it is checked. */
  async list(answer: ListAnswer): Promise<void> {
    const { request, response } = this.#exchange;
    if (this.#deps.check || answer.page) {
      response.json(await wholeList(request, response, answer));
    } else {
      await sendList(request, response, answer);
    }
  }

  /** After the operation: sends what was answered, unless it streamed. */
  async end(): Promise<void> {
    this.#letGo.forEach(letGo => letGo());
    const response = this.#response;
    if (!this.#answered || response.headersSent) {
      await this.#keep(false);
      return;
    }
    if (!this.#settled) {
      this.#shape();
      this.#verify();
    }
    await this.#keep(true);
    if (response.statusCode === 304) {
      response.end();
    } else {
      response.type('json').end(JSON.stringify(this.#body));
    }
  }

  /** Claims the request's key, or answers from it. */
  async #claim({ actor }: OperationRequest): Promise<boolean> {
    const { request, method, operation, context } = this.#exchange;
    const key = request.headers['idempotency-key'];
    if (key === undefined || method === 'get') {
      return true;
    }
    if (typeof key !== 'string' || !KEY.test(key)) {
      this.#fail(422, 'Idempotency-Key must be 1 to 255 visible characters');
      return false;
    }
    const { keys } = this.#deps;
    const { operationId } = operation;
    const claim = await keys.claim(actor.id, operationId, key, hashOf(request));
    if (claim.kind !== 'mine') {
      this.#answerFrom(claim);
      return false;
    }
    const { reservation } = claim;
    this.#reservation = reservation;
    this.#letGo.push(keys.hold(reservation));
    context.beforeCommit = trx => keys.commit(trx, reservation);
    return true;
  }

  #answerFrom(claim: Exclude<Claim, { kind: 'mine' }>): void {
    if (claim.kind === 'answered') {
      const { code, headers, body } = claim.answer;
      this.#response
        .status(code)
        .set({ ...headers, 'Idempotency-Replayed': 'true' })
        .json(body);
      return;
    }
    if (claim.kind === 'running') {
      this.#response.set('Retry-After', '1');
    }
    this.#fail(...REFUSALS[claim.kind]);
  }

  /** Waits for other changes of the record, then checks `If-Match`. */
  async #matches(asked: OperationRequest): Promise<boolean> {
    const { request, method, path } = this.#exchange;
    if (!CHANGES.includes(method)) {
      return true;
    }
    await this.#takeLane();
    const wanted = request.headers['if-match'];
    if (wanted === undefined) {
      return true;
    }
    const data = await this.#deps.reads.read(path, asked);
    if (data !== undefined && namesEtag(wanted, etagOf(data), 'strong')) {
      return true;
    }
    this.#fail(
      412,
      data === undefined
        ? 'There is no such record any more'
        : 'The record has changed since it was read; read it again and decide anew',
    );
    return false;
  }

  /** Changes of one record run one after the other within a process. */
  #takeLane(): Promise<void> {
    const [id = ''] = Object.values(this.#exchange.request.params);
    return new Promise(entered => {
      void lanes.run(
        String(id),
        () =>
          new Promise<void>(leave => {
            this.#letGo.push(leave);
            entered();
          }),
      );
    });
  }

  /** Turns a success into 304 or 202 where that was asked for. */
  #shape(): void {
    const { operation, path, method, request, context } = this.#exchange;
    const { status, data } = this.#body as { status?: string; data?: unknown };
    if (status !== 'success') {
      return;
    }
    if (ResourceReads.isSingle(path, method)) {
      const etag = etagOf(data);
      this.#response.set('ETag', etag);
      const known = request.headers['if-none-match'];
      if (known !== undefined && namesEtag(known, etag, 'weak')) {
        this.#response.status(304);
      }
    }
    const queued = context.queued.at(-1);
    if (queued && operation.responses['202'] && wantsAsync(request)) {
      this.#response.status(202).set({
        Location: `${request.baseUrl}/operations/${queued}`,
        'Preference-Applied': 'respond-async',
      });
    }
  }

  /** In tests: an answer that openapi.yaml does not describe is a 500. */
  #verify(): void {
    const { statusCode } = this.#response;
    const wrong =
      statusCode === 304
        ? undefined
        : this.#deps.check?.violation(
            this.#exchange.operation,
            statusCode,
            this.#body,
          );
    if (wrong) {
      this.#fail(500, wrong);
    }
  }

  /** Keeps the answer; failures of the portal or a tool may be tried again. */
  async #keep(answered: boolean): Promise<void> {
    if (!this.#reservation) {
      return;
    }
    const { statusCode: code, locals } = this.#response;
    const headers = Object.fromEntries(
      KEPT.flatMap(name => {
        const value = this.#response.get(name);
        return value ? [[name, value]] : [];
      }),
    );
    await this.#deps.keys.end(
      this.#reservation,
      answered && code < 500 && !locals.failedInside
        ? { code, headers, body: this.#body }
        : undefined,
    );
  }

  #fail(code: number, message: string): void {
    this.#response.status(code).json({ status: 'fail', message, data: null });
  }
}
