/** So many distinct clients of a window are kept; with more, they are a sample. */
export const sampleSize = 64;
const range = 2 ** 32;

/** A number from 0 to 2^32 for a client, the same everywhere (FNV-1a with the finalizer of MurmurHash3). */
export function clientHash(client: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < client.length; at++) hash = Math.imul(hash ^ client.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The clients with the smallest hashes: a fair sample, whatever the order, and the same after a repetition (bottom-k
 * sketch, Cohen and Kaplan, 2007).
 */
export const sampled = (hashes: Iterable<number>): number[] =>
  [...new Set(hashes)].toSorted((a, b) => a - b).slice(0, sampleSize);

/** How many clients a sample stands for. */
export const clientsIn = (sample: readonly number[]): number =>
  sample.length < sampleSize ? sample.length : ((sampleSize - 1) * range) / (sample.at(-1)! + 1);

/** Bits of a generation: two clients may share one, so that a new one may pass for known. */
const bits = 32_768;
/** Milliseconds until a generation is full. */
const generation = 12 * 3_600_000;

/** Which clients a source has seen in the last 12 to 24 hours. Its size does not grow. */
export class SeenClients {
  #from: number;
  #current: Uint8Array;
  #previous: Uint8Array;

  constructor(kept?: { from: number; current: string; previous: string }) {
    this.#from = kept?.from ?? 0;
    this.#current = kept ? new Uint8Array(Buffer.from(kept.current, 'base64')) : new Uint8Array(bits / 8);
    this.#previous = kept ? new Uint8Array(Buffer.from(kept.previous, 'base64')) : new Uint8Array(bits / 8);
  }

  /** How many clients of a sample are new, extended to all that it stands for. */
  newIn(sample: readonly number[]): number {
    if (sample.length === 0) return 0;
    const fresh = sample.filter((hash) => !isSet(this.#current, hash) && !isSet(this.#previous, hash)).length;
    return Math.round((fresh / sample.length) * clientsIn(sample));
  }

  /** Remembers samples of the window at `start`. */
  add(samples: Iterable<readonly number[]>, start: number): void {
    if (start - this.#from >= generation) {
      this.#previous = this.#current;
      this.#current = new Uint8Array(bits / 8);
      this.#from = Math.floor(start / generation) * generation;
    }
    for (const sample of samples)
      for (const hash of sample) this.#current[(hash % bits) >> 3]! |= 1 << ((hash % bits) & 7);
  }

  kept(): { from: number; current: string; previous: string } {
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    return { from: this.#from, current: text(this.#current), previous: text(this.#previous) };
  }
}

const isSet = (bytes: Uint8Array, hash: number): boolean =>
  (bytes[(hash % bits) >> 3]! & (1 << ((hash % bits) & 7))) !== 0;
