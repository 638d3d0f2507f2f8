import { hash } from 'node:crypto';

/** What is remembered of an event that a source has accepted. */
export interface Accepted {
  /** The same string for all events of a key: it is held once then. */
  name: string;
  /** Whatever the oracle compares by: an order, or the digest of a content. */
  figure?: number;
  /** The rule that drops it. */
  rule?: string;
}

/**
 * Different events by their identities, in some 40 bytes each: a run may take millions of them, and maps and lists of numbers would
 * take several times as much.
 */
export class AcceptedEvents {
  #size = 0;
  readonly #names: string[] = [];
  readonly #rules = new Map<number, string>();
  #digests = new Float64Array(512);
  #figures = new Float64Array(512);
  /** Where a digest stands in the lists above, counted from 1; 0 is a free place, and half of them stay free. */
  #places = new Int32Array(1024);

  get size(): number {
    return this.#size;
  }

  /** Whether it was new. */
  add(identity: string, { name, figure = NaN, rule }: Accepted): boolean {
    const digest = digestOf(identity);
    if (this.#places[this.#placeOf(digest)] !== 0) return false;
    if (this.#size === this.#digests.length) this.#makeRoom();
    const nth = this.#size++;
    this.#digests[nth] = digest;
    this.#names.push(name);
    this.#figures[nth] = figure;
    if (rule !== undefined) this.#rules.set(nth, rule);
    this.#places[this.#placeOf(digest)] = nth + 1;
    return true;
  }

  has(identity: string): boolean {
    return this.#places[this.#placeOf(digestOf(identity))] !== 0;
  }

  /** Each event with what `evidence`, by identity, has for it. */
  *with<T>(evidence: ReadonlyMap<string, T>): Generator<Accepted & { found: T | undefined }> {
    const byDigest = new Map([...evidence].map(([identity, value]) => [digestOf(identity), value]));
    for (let nth = 0; nth < this.#size; nth++) {
      const figure = this.#figures[nth]!;
      const rule = this.#rules.get(nth);
      yield {
        name: this.#names[nth]!,
        ...(Number.isNaN(figure) ? {} : { figure }),
        ...(rule === undefined ? {} : { rule }),
        found: byDigest.get(this.#digests[nth]!),
      };
    }
  }

  /** The place of a digest, or the free one where it belongs: the first from the one that its remainder names. */
  #placeOf(digest: number): number {
    let place = digest % this.#places.length;
    for (let nth = this.#places[place]!; nth !== 0 && this.#digests[nth - 1] !== digest; nth = this.#places[place]!)
      place = (place + 1) % this.#places.length;
    return place;
  }

  #makeRoom(): void {
    const room = 2 * this.#size;
    const larger = (list: Float64Array) => {
      const copy = new Float64Array(room);
      copy.set(list);
      return copy;
    };
    this.#digests = larger(this.#digests);
    this.#figures = larger(this.#figures);
    this.#places = new Int32Array(2 * room);
    for (let nth = 0; nth < this.#size; nth++) this.#places[this.#placeOf(this.#digests[nth]!)] = nth + 1;
  }
}

/** 52 bits of a hash: among a million texts, two share them once in ten thousand runs. */
export const digestOf = (text: string): number => parseInt(hash('sha256', text).slice(0, 13), 16);
