/** How times are written: Smithy's RPC v2 has seconds with fractions, the older CBOR of the AWS SDK for Java milliseconds. */
export type CborTime = 'seconds' | 'milliseconds';

/** CBOR (RFC 8949) of what the APIs answer: JSON's values, bytes, dates (tag 1) and big integers. */
export function encodeCbor(value: unknown, time: CborTime): Buffer {
  const parts: Buffer[] = [];
  write(value, time, parts);
  return Buffer.concat(parts);
}

function write(value: unknown, time: CborTime, parts: Buffer[]): void {
  if (value === null || value === undefined) parts.push(Buffer.of(0xf6));
  else if (typeof value === 'boolean') parts.push(Buffer.of(value ? 0xf5 : 0xf4));
  else if (typeof value === 'bigint') parts.push(integer(value));
  else if (typeof value === 'number') parts.push(Number.isSafeInteger(value) ? integer(BigInt(value)) : double(value));
  else if (typeof value === 'string') parts.push(head(3, BigInt(Buffer.byteLength(value))), Buffer.from(value));
  else if (value instanceof Uint8Array) parts.push(head(2, BigInt(value.length)), Buffer.from(value));
  else if (value instanceof Date) {
    parts.push(Buffer.of(0xc1));
    write(time === 'milliseconds' ? value.getTime() : value.getTime() / 1000, time, parts);
  } else if (Array.isArray(value)) {
    parts.push(head(4, BigInt(value.length)));
    for (const inner of value) write(inner, time, parts);
  } else {
    const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
    parts.push(head(5, BigInt(members.length)));
    for (const [name, inner] of members) {
      write(name, time, parts);
      write(inner, time, parts);
    }
  }
}

const integer = (value: bigint): Buffer => (value < 0n ? head(1, -1n - value) : head(0, value));

function double(value: number): Buffer {
  const bytes = Buffer.alloc(9, 0xfb);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

/** A major type and its argument, in the fewest bytes. */
function head(major: number, argument: bigint): Buffer {
  const type = major << 5;
  if (argument < 24n) return Buffer.of(type | Number(argument));
  const size = argument < 0x100n ? 1 : argument < 0x1_0000n ? 2 : argument < 0x1_0000_0000n ? 4 : 8;
  const bytes = Buffer.alloc(1 + size);
  bytes[0] = type | (24 + Math.log2(size));
  if (size === 8) bytes.writeBigUInt64BE(argument, 1);
  else bytes.writeUIntBE(Number(argument), 1, size);
  return bytes;
}
