import { exitCode } from './exit-code.ts';

/** SIGINT, SIGTERM or SIGHUP, Ctrl-C at a prompt, or "cancel" came while nothing had been written. Exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** What `yo` ends with when it meets the error. */
  readonly code = exitCode.interrupted;
  constructor(message = 'Interrupted; nothing was written.') {
    super(message);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Defers signals until `checkpoint()`, from its construction until `stop()`. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #abort = () => this.#controller.abort(new Interrupted());

  constructor() {
    for (const signal of signals) process.on(signal, this.#abort);
  }

  /** Aborted with `Interrupted` as soon as a signal came. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Lets a signal in that came meanwhile, and throws `Interrupted` when there was one. */
  async checkpoint(): Promise<void> {
    // Signals are delivered when the event loop polls; the second turn is after a poll wherever the first one began.
    for (let turn = 0; turn < 2; turn++) await new Promise((resume) => setImmediate(resume));
    this.signal.throwIfAborted();
  }

  stop(): void {
    for (const signal of signals) process.off(signal, this.#abort);
  }
}

/** Waits for something that heeds no signal itself, and rejects with the signal's reason as soon as it is aborted. */
export async function unlessAborted<T>(awaited: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([awaited, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
