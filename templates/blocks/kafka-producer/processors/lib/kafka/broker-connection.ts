import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

import { KafkaError } from './kafka-error.ts';
import type { Timing } from './timing.ts';
import { WireReader } from './wire/wire-reader.ts';
import { WireWriter } from './wire/wire-writer.ts';

/** Brokers of Amazon MSK that sign in with IAM speak TLS. `none` is for a broker of a test. */
export type Encryption =
  | {
      /** PEM: whom to trust in place of the public authorities. */
      authorities: string | undefined;
    }
  | 'none';

/** A request of Kafka's protocol. */
export interface Request {
  api: number;
  version: number;
  body: Uint8Array;
}

const clientId = 'kafka-producer';
/** No answer to a producer is longer. */
const longestAnswer = 10_000_000;

interface Waiting {
  take(answer: Buffer): void;
  fail(error: Error): void;
}

/** One connection to a broker. Requests are answered in their order. After an error it is broken for good. */
export class BrokerConnection {
  readonly #socket: Socket;
  readonly #waiting: Waiting[] = [];
  #received: Buffer = Buffer.alloc(0);
  #correlation = 0;
  #isOpen = true;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', (error) => this.#break(error.message));
    socket.on('close', () => this.#break('the broker has closed the connection'));
    // a connection that waits for nothing keeps no process alive
    socket.unref();
  }

  /** `address`: HOST:PORT. Rejects with a KafkaError when the broker is not reached in so many milliseconds. */
  static open(address: string, encryption: Encryption, milliseconds: number, clock: Timing): Promise<BrokerConnection> {
    const at = address.lastIndexOf(':');
    const place = { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
    return new Promise((resolve, reject) => {
      const socket =
        encryption === 'none' ? connectPlain(place) : connectTls({ ...place, ...trusting(encryption.authorities) });
      const limit = clock.timeout(milliseconds);
      const give = (why: string): void => {
        socket.destroy();
        reject(new KafkaError('unavailable', `connection to ${address}: ${why}`));
      };
      const late = (): void => give(`no answer in ${milliseconds} ms`);
      limit.addEventListener('abort', late, { once: true });
      socket.once('error', ({ message }) => give(message));
      socket.once('close', () => give('closed by the broker'));
      socket.once(encryption === 'none' ? 'connect' : 'secureConnect', () => {
        limit.removeEventListener('abort', late);
        socket.removeAllListeners();
        socket.setNoDelay(true);
        resolve(new BrokerConnection(socket));
      });
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Rejects with a KafkaError when there is no answer in so many milliseconds: whether the broker did it, nobody knows then. */
  request({ api, version, body }: Request, milliseconds: number, clock: Timing): Promise<WireReader> {
    if (!this.#isOpen) return Promise.reject(new KafkaError('unavailable', 'the connection has ended'));
    const correlation = this.#correlation++;
    const head = new WireWriter().int16(api).int16(version).int32(correlation).text(clientId).done();
    const length = new WireWriter().int32(head.length + body.length).done();
    return new Promise((resolve, reject) => {
      const limit = clock.timeout(milliseconds);
      const late = (): void => this.#break(`no answer in ${milliseconds} ms`);
      limit.addEventListener('abort', late, { once: true });
      const over = (): void => limit.removeEventListener('abort', late);
      this.#waiting.push({
        take: (answer) => {
          over();
          const reader = new WireReader(answer);
          if (reader.int32() === correlation) return resolve(reader);
          reject(new KafkaError('unavailable', 'connection to the broker: an answer to another request'));
          return this.#break('an answer to another request');
        },
        fail: (error) => {
          over();
          reject(error);
        },
      });
      this.#socket.ref();
      this.#socket.write(Buffer.concat([length, head, body]));
    });
  }

  close(): void {
    this.#break('closed');
  }

  #read(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    while (this.#isOpen && this.#received.length >= 4) {
      const length = this.#received.readInt32BE(0);
      if (length < 4 || length > longestAnswer) return this.#break(`an answer of ${length} bytes`);
      if (this.#received.length < 4 + length) return;
      const answer = this.#received.subarray(4, 4 + length);
      this.#received = this.#received.subarray(4 + length);
      const waiting = this.#waiting.shift();
      if (this.#waiting.length === 0) this.#socket.unref();
      if (!waiting) return this.#break('an answer without a request');
      waiting.take(answer);
    }
  }

  #break(why: string): void {
    this.#isOpen = false;
    this.#socket.destroy();
    for (const { fail } of this.#waiting.splice(0))
      fail(new KafkaError('unavailable', `connection to the broker: ${why}`));
  }
}

const trusting = (ca: string | undefined): { ca?: string } => (ca === undefined ? {} : { ca });
