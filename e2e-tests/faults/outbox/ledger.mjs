import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/**
 * A tool with one effect: an entry in its ledger. What comes again under the
 * same key is answered like the first time and not entered twice, unless
 * `ignoreKeys` makes it a tool that cannot tell.
 *
 * `afterEffect(delivery)` is called between the effect and its answer, which
 * is when a worker that dies leaves the most doubt; true keeps the answer back
 * for good.
 */
export class Ledger {
  /** What was entered, in order: {key, lane, n}. */
  entries = [];
  /** Deliveries by key. */
  deliveries = new Map();
  afterEffect = async () => false;
  down = false;
  #ignoreKeys;
  #server;

  constructor({ ignoreKeys = false } = {}) {
    this.#ignoreKeys = ignoreKeys;
  }

  async start() {
    this.#server = createServer((request, response) =>
      this.#receive(request, response).catch(() => response.destroy()),
    );
    await new Promise(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Deliveries beyond the first, of all keys. */
  get redelivered() {
    return [...this.deliveries.values()].reduce((sum, n) => sum + n - 1, 0);
  }

  async #receive(request, response) {
    const { key, fence, lane, n, pid } = await json(request);
    if (this.down) {
      response.writeHead(503).end();
      return;
    }
    const delivery = (this.deliveries.get(key) ?? 0) + 1;
    this.deliveries.set(key, delivery);
    if (delivery === 1 || this.#ignoreKeys) {
      this.entries.push({ key, lane, n });
    }
    if (await this.afterEffect({ key, fence, pid, delivery })) {
      response.destroy();
      return;
    }
    response.writeHead(200).end(JSON.stringify({ delivery }));
  }
}

/**
 * What is wrong with a ledger: entries of accepted operations that are
 * missing, that are there more than once, that nobody asked for, and that came
 * before one of the same lane that was accepted earlier.
 */
export function judge(entries, accepted) {
  const times = new Map();
  const last = new Map();
  let disordered = 0;
  for (const { lane, n } of entries) {
    times.set(n, (times.get(n) ?? 0) + 1);
    disordered += n < (last.get(lane) ?? -1) ? 1 : 0;
    last.set(lane, Math.max(n, last.get(lane) ?? -1));
  }
  const asked = new Set(accepted.map(({ n }) => n));
  return {
    lost: [...asked].filter(n => !times.has(n)).length,
    duplicated: [...times.values()].filter(count => count > 1).length,
    disordered,
    unasked: [...times.keys()].filter(n => !asked.has(n)).length,
  };
}

export const NOTHING_WRONG = {
  lost: 0,
  duplicated: 0,
  disordered: 0,
  unasked: 0,
};
