import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

export interface Answer {
  status: number;
  body: string;
}

/** HTTP without promises, so that a test reads the same whether the engine is in this process or behind a socket. */
export class SyncHttp {
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #channel = new MessageChannel();

  constructor(base: string) {
    const { port1, port2 } = this.#channel;
    const worker = new Worker(join(import.meta.dirname, 'http-worker.mjs'), {
      workerData: { base, flag: this.#flag, port: port2 },
      transferList: [port2],
    });
    worker.unref();
    port1.unref();
  }

  send(method: string, target: string, body: string): Answer {
    Atomics.store(this.#flag, 0, 0);
    this.#channel.port1.postMessage({ method, target, body });
    if (Atomics.wait(this.#flag, 0, 0, 60_000) === 'timed-out')
      throw new Error(`${method} ${target}: no answer in 60 s`);
    const { message } = receiveMessageOnPort(this.#channel.port1)! as { message: Answer | { problem: string } };
    if ('problem' in message) throw new Error(message.problem);
    return message;
  }
}
