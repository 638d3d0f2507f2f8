/** What is remembered of a record that the stream has taken; without a time it could not be read. */
export interface Accepted {
  /** The item that it is a change of; a made up name for one that could not be read. */
  item: string;
  micros?: number;
  /** The rule that drops it. */
  rule?: string;
}

/**
 * Different records by the digest of their contents, in some 40 bytes each: a run may take millions of them, and maps and lists of
 * numbers would take several times as much.
 */
export class AcceptedRecords {
  #size = 0;
  readonly #items: string[] = [];
  readonly #rules = new Map<number, string>();
  #digests = new Float64Array(512);
  #micros = new Float64Array(512);
  /** Where a digest stands in the lists above, counted from 1; 0 is a free place, and half of them stay free. */
  #places = new Int32Array(1024);

  get size(): number {
    return this.#size;
  }

  has(digest: string): boolean {
    return this.#places[this.#placeOf(numberOf(digest))] !== 0;
  }

  /** `item` should be the same string for every record of an item: it is held once then. */
  add(digest: string, { item, micros = NaN, rule }: Accepted): void {
    if (this.#size === this.#digests.length) this.#makeRoom();
    const nth = this.#size++;
    this.#digests[nth] = numberOf(digest);
    this.#items.push(item);
    this.#micros[nth] = micros;
    if (rule !== undefined) this.#rules.set(nth, rule);
    this.#places[this.#placeOf(this.#digests[nth])] = nth + 1;
  }

  /** Each record with what `among`, by digest, has for it. */
  *with<T>(among: ReadonlyMap<string, T>): Generator<Accepted & { found: T | undefined }> {
    const byNumber = new Map([...among].map(([digest, value]) => [numberOf(digest), value]));
    for (let nth = 0; nth < this.#size; nth++) {
      const micros = this.#micros[nth]!;
      const rule = this.#rules.get(nth);
      yield {
        item: this.#items[nth]!,
        ...(Number.isNaN(micros) ? {} : { micros }),
        ...(rule === undefined ? {} : { rule }),
        found: byNumber.get(this.#digests[nth]!),
      };
    }
  }

  /** The place of a digest, or the free one where it belongs: the first from the one that its remainder names. */
  #placeOf(number: number): number {
    let place = number % this.#places.length;
    for (let nth = this.#places[place]!; nth !== 0 && this.#digests[nth - 1] !== number; nth = this.#places[place]!)
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
    this.#micros = larger(this.#micros);
    this.#places = new Int32Array(2 * room);
    for (let nth = 0; nth < this.#size; nth++) this.#places[this.#placeOf(this.#digests[nth]!)] = nth + 1;
  }
}

/** Of a digest in hexadecimal digits, 52 bits: among a million records, two share them once in ten thousand runs. */
const numberOf = (digest: string): number => parseInt(digest.slice(0, 13), 16);
