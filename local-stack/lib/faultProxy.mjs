import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** How often the fault file is looked for, ms. */
const LOOK_MS = 100;

/**
 * Stands in front of a tool and passes bytes on. While `faultFile` exists it is
 * as if the tool were not there: connections are cut, new ones are refused.
 */
export class FaultProxy {
  #target;
  #faultFile;
  #sockets = new Set();
  #server;
  #timer;
  #port;

  constructor({ target, faultFile, port = 0 }) {
    this.#port = port;
    this.#target = new URL(target);
    this.#faultFile = faultFile;
  }

  /** @returns {Promise<string>} the address to use instead of the tool's */
  async start() {
    await this.#listen();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    return `${this.#target.protocol}//127.0.0.1:${this.#port}`;
  }

  stop() {
    clearInterval(this.#timer);
    this.#cut();
  }

  #look() {
    const down = existsSync(this.#faultFile);
    if (down && this.#server) {
      this.#cut();
    } else if (!down && !this.#server) {
      this.#listen();
    }
  }

  #listen() {
    this.#server = createServer(socket => this.#pass(socket));
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#port = this.#server.address().port;
        resolve();
      });
    });
  }

  #cut() {
    this.#server?.close();
    this.#server = undefined;
    this.#sockets.forEach(socket => socket.destroy());
  }

  #pass(socket) {
    const tool = connect(Number(this.#target.port), this.#target.hostname);
    for (const [end, other] of [
      [socket, tool],
      [tool, socket],
    ]) {
      this.#sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        this.#sockets.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  }
}
