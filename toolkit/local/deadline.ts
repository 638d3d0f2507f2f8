/** On the clock of the run. */
export const patience = 30 * 60_000;
/** Real milliseconds between two looks. */
const pause = 250;

export interface Work {
  /** What is left of it, if it can be counted: the deadline moves on with every record that comes to an end. */
  left?(): number;
  /** What it waits for, in words: "12 records". */
  waitsFor(): string;
}

/** Work that makes no progress for half an hour on the clock of the run would never end. */
export class NoProgress extends Error {}

/** Resolves with the work. Rejects with `NoProgress` once it has made none for too long, and with the signal's reason when it is aborted. */
export async function inTime<T>(
  work: Promise<T>,
  { left, waitsFor }: Work,
  { clock }: { clock: { now(): number } },
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let least = left?.() ?? Infinity;
  let since = clock.now();
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', (abort = () => reject(signal.reason)), { once: true });
    timer = setInterval(() => {
      const now = left?.() ?? Infinity;
      if (now < least) {
        least = now;
        since = clock.now();
      } else if (clock.now() - since > patience)
        reject(new NoProgress(`Waited ${patience / 60_000} minutes for ${waitsFor()}.`));
    }, pause);
  });
  // nobody listens to work that has missed its deadline
  work.catch(() => undefined);
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearInterval(timer);
    if (abort) signal.removeEventListener('abort', abort);
  }
}
