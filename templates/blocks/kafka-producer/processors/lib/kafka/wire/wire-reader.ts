/** Reads what Kafka's protocol is made of (Kafka guide, protocol, "Protocol Primitive Types"). Throws a RangeError where the bytes end too early. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#passed(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#passed(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#passed(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#passed(8));
  }

  text(): string {
    return this.nullableText() ?? '';
  }

  nullableText(): string | undefined {
    const length = this.int16();
    return length < 0 ? undefined : this.#taken(length).toString();
  }

  /** Those of an answer that has bytes, and none for null. */
  bytes(): Buffer {
    return this.#taken(Math.max(0, this.int32()));
  }

  /** None for null. */
  array<T>(element: () => T): T[] {
    return Array.from({ length: Math.max(0, this.int32()) }, element);
  }

  #taken(length: number): Buffer {
    const from = this.#passed(length);
    return this.#bytes.subarray(from, from + length);
  }

  #passed(length: number): number {
    const from = this.#at;
    if (from + length > this.#bytes.length) throw new RangeError('The answer of the broker ends too early.');
    this.#at += length;
    return from;
  }
}
