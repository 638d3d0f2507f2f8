/** What is remembered of a record that the stream has taken; without a version it could not be read. */
export interface Accepted {
  /** Of the document that it concerns; made up for one that could not be read. */
  document: string;
  version?: number;
  /** What drops it. */
  rule?: string;
}

/** Different records by the digest of their contents, in some 80 bytes each: a run may take millions of them. */
export class AcceptedRecords {
  /** Where a record stands in the lists below. */
  readonly #known = new Map<number, number>();
  readonly #documents: string[] = [];
  readonly #versions: number[] = [];
  readonly #rules = new Map<number, string>();

  get size(): number {
    return this.#known.size;
  }

  has(digest: string): boolean {
    return this.#known.has(numberOf(digest));
  }

  /** `document` should be the same string for every record of a document: it is held once then. */
  add(digest: string, { document, version = NaN, rule }: Accepted): void {
    const nth = this.#known.size;
    this.#known.set(numberOf(digest), nth);
    this.#documents.push(document);
    this.#versions.push(version);
    if (rule !== undefined) this.#rules.set(nth, rule);
  }

  /** Each record with what `among`, by digest, has for it. */
  *with<T>(among: ReadonlyMap<string, T>): Generator<Accepted & { found: T | undefined }> {
    const byNumber = new Map([...among].map(([digest, value]) => [numberOf(digest), value]));
    for (const [number, nth] of this.#known) {
      const version = this.#versions[nth]!;
      const rule = this.#rules.get(nth);
      yield {
        document: this.#documents[nth]!,
        ...(Number.isNaN(version) ? {} : { version }),
        ...(rule === undefined ? {} : { rule }),
        found: byNumber.get(number),
      };
    }
  }
}

/** Of a digest in hexadecimal digits, 52 bits: among a million records, two share them once in ten thousand runs. */
const numberOf = (digest: string): number => parseInt(digest.slice(0, 13), 16);
