/** Writes what Kafka's protocol is made of (Kafka guide, protocol, "Protocol Primitive Types"). */
export class WireWriter {
  readonly #parts: Uint8Array[] = [];

  int8(value: number): this {
    return this.#number(1, (bytes) => bytes.writeInt8(value));
  }

  int16(value: number): this {
    return this.#number(2, (bytes) => bytes.writeInt16BE(value));
  }

  int32(value: number): this {
    return this.#number(4, (bytes) => bytes.writeInt32BE(value));
  }

  uint32(value: number): this {
    return this.#number(4, (bytes) => bytes.writeUInt32BE(value));
  }

  int64(value: bigint | number): this {
    return this.#number(8, (bytes) => bytes.writeBigInt64BE(BigInt(value)));
  }

  /** Zigzag. */
  varint(value: number): this {
    const bytes: number[] = [];
    let left = (BigInt(value) << 1n) ^ (BigInt(value) >> 63n);
    for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
    return this.bytes(Uint8Array.from([...bytes, Number(left)]));
  }

  text(value: string): this {
    const bytes = Buffer.from(value);
    return this.int16(bytes.length).bytes(bytes);
  }

  nullText(): this {
    return this.int16(-1);
  }

  array<T>(values: readonly T[], element: (value: T) => void): this {
    this.int32(values.length);
    for (const value of values) element(value);
    return this;
  }

  /** As they are, without their length. */
  bytes(value: Uint8Array): this {
    this.#parts.push(value);
    return this;
  }

  done(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #number(length: number, write: (bytes: Buffer) => void): this {
    const bytes = Buffer.alloc(length);
    write(bytes);
    return this.bytes(bytes);
  }
}
