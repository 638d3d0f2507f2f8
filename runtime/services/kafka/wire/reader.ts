/** Reads what Kafka's protocol is made of (Kafka guide, protocol, "Protocol Primitive Types"). Throws where the bytes end too early. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#took(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#took(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#took(4));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#took(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#took(8));
  }

  /** Zigzag, of a varint or a varlong. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(this.#bytes.readUInt8(this.#took(1)));
      value |= (byte & 0x7fn) << shift;
      if ((byte & 0x80n) === 0n) return Number((value >> 1n) ^ -(value & 1n));
      if (shift > 63n) throw new RangeError('A varint has at most ten bytes.');
    }
  }

  text(): string {
    return this.take(this.int16()).toString();
  }

  nullableText(): string | null {
    const length = this.int16();
    return length < 0 ? null : this.take(length).toString();
  }

  nullableBytes(): Uint8Array | null {
    const length = this.int32();
    return length < 0 ? null : this.take(length);
  }

  /** Null for an array that is null. */
  array<T>(element: () => T): readonly T[] | null {
    const count = this.int32();
    return count < 0 ? null : Array.from({ length: count }, element);
  }

  take(length: number): Buffer {
    const from = this.#took(length);
    return this.#bytes.subarray(from, from + length);
  }

  #took(length: number): number {
    if (length < 0 || length > this.left) throw new RangeError(`The message has no ${length} bytes more.`);
    this.#at += length;
    return this.#at - length;
  }
}
