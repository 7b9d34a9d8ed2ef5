import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'llmops-job';

/**
 * Short-lived tokens with which the pods of one job speak to the portal.
 *
 * @remarks
 * `llmops-job.<job id>.<expiry, seconds>.<HMAC-SHA256>`; nothing is stored.
 */
export class JobTokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  issue(jobId: string, lifetimeSeconds: number, now = Date.now()): string {
    const body = `${PREFIX}.${jobId}.${
      Math.floor(now / 1000) + lifetimeSeconds
    }`;
    return `${body}.${this.#sign(body)}`;
  }

  /** The job a token speaks for; undefined when it is not valid (any more). */
  verify(token: string, now = Date.now()): string | undefined {
    const parts = token.split('.');
    if (parts.length !== 4 || parts[0] !== PREFIX) {
      return undefined;
    }
    const expected = Buffer.from(this.#sign(parts.slice(0, 3).join('.')));
    const given = Buffer.from(parts[3]);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
      return undefined;
    }
    return Number(parts[2]) * 1000 > now ? parts[1] : undefined;
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#secret).update(body).digest('base64url');
  }
}
