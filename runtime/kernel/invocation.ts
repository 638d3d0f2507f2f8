import { AsyncLocalStorage } from 'node:async_hooks';

/** Where in its life an invocation breaks off: at its n-th call to a service, before or after that call has its effect. */
export interface Doom {
  readonly kind: 'killed' | 'stalled';
  readonly call: number;
  readonly applied: boolean;
}

/**
 * One run of a function. Code in this process cannot be stopped from outside, so it is stopped where it would do harm:
 * a call to a service does not return any more.
 */
export class Invocation {
  readonly #doom: Doom | undefined;
  readonly #onKilled: () => void;
  #calls = 0;
  #over = false;
  readonly #whenOver: (() => void)[] = [];

  constructor(doom: Doom | undefined, onKilled: () => void) {
    this.#doom = doom;
    this.#onKilled = onKilled;
  }

  /** The doom that a function with few calls never met. */
  get unmetDoom(): Doom | undefined {
    return this.#doom !== undefined && this.#calls < this.#doom.call ? this.#doom : undefined;
  }

  /** Lambda has stopped waiting: nothing that the function still tries reaches a service. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    for (const tell of this.#whenOver) tell();
  }

  /** Calls back once, when Lambda stops waiting; at once where it has already. */
  whenOver(tell: () => void): void {
    if (this.#over) tell();
    else this.#whenOver.push(tell);
  }

  async pass<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (this.#over) return await silence();
    this.#calls++;
    const doom = this.#doom;
    if (doom === undefined || this.#calls < doom.call) return await this.#answer(call());
    if (doom.applied && this.#calls === doom.call) await call().catch(() => undefined);
    if (doom.kind === 'stalled') return await silence(signal);
    this.#onKilled();
    return await silence();
  }

  async #answer<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } finally {
      if (this.#over) await silence();
    }
  }
}

/** The invocation that the running code belongs to, however many promises lie between. */
export const currentInvocation = new AsyncLocalStorage<Invocation>();

/** Every call from a function to a service passes here. Outside of an invocation, in a test, it goes straight through. */
export function callService<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const invocation = currentInvocation.getStore();
  return invocation === undefined ? call() : invocation.pass(call, signal);
}

function silence(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
