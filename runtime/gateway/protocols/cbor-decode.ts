const endless = Symbol('indefinite length');
const stop = Symbol('break');

/**
 * CBOR (RFC 8949) as AWS SDKs send it: definite and indefinite lengths, bytes, numbers, times as dates (tag 1). Integers
 * beyond 2^53 are bigints. `times` says what a whole number in a time counts.
 */
export function decodeCbor(bytes: Uint8Array, times: 'seconds' | 'milliseconds'): unknown {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), times);
  const value = reader.value();
  if (value === stop || !reader.atEnd) throw malformed('something after its end');
  return value;
}

class Reader {
  readonly #bytes: Buffer;
  readonly #times: 'seconds' | 'milliseconds';
  #at = 0;

  constructor(bytes: Buffer, times: 'seconds' | 'milliseconds') {
    this.#bytes = bytes;
    this.#times = times;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(): unknown {
    const first = this.#take(1)[0]!;
    const major = first >> 5;
    const info = first & 0x1f;
    if (major === 7) return this.#simple(info);
    const argument = this.#argument(info);
    switch (major) {
      case 0:
        return short(argument === endless ? 0n : argument);
      case 1:
        return short(argument === endless ? 0n : -1n - argument);
      case 2:
        return this.#text(argument);
      case 3:
        return this.#text(argument).toString();
      case 4:
        return this.#list(argument);
      case 5:
        return this.#map(argument);
      default:
        return this.#tagged(argument);
    }
  }

  #argument(info: number): bigint | typeof endless {
    if (info < 24) return BigInt(info);
    if (info === 31) return endless;
    const size = 2 ** (info - 24);
    if (info > 27) throw malformed(`length ${info}`);
    const bytes = this.#take(size);
    return size === 8 ? bytes.readBigUInt64BE() : BigInt(bytes.readUIntBE(0, size));
  }

  #simple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.#take(2).readUInt16BE());
      case 26:
        return this.#take(4).readFloatBE();
      case 27:
        return this.#take(8).readDoubleBE();
      case 31:
        return stop;
      default:
        throw malformed(`simple value ${info}`);
    }
  }

  #text(length: bigint | typeof endless): Buffer {
    if (length !== endless) return this.#take(Number(length));
    return Buffer.concat(
      this.#list(endless).map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer))),
    );
  }

  #list(length: bigint | typeof endless): unknown[] {
    const items: unknown[] = [];
    while (length === endless || items.length < length) {
      const item = this.value();
      if (item === stop) {
        if (length === endless) break;
        throw malformed('a break');
      }
      items.push(item);
    }
    return items;
  }

  #map(length: bigint | typeof endless): Record<string, unknown> {
    const flat = this.#list(length === endless ? endless : length * 2n);
    if (flat.length % 2 > 0) throw malformed('a key without a value');
    return Object.fromEntries(
      Array.from({ length: flat.length / 2 }, (_, at) => [String(flat[2 * at]), flat[2 * at + 1]]),
    );
  }

  #tagged(tag: bigint | typeof endless): unknown {
    const value = this.value();
    if (tag !== 1n) return value;
    return new Date(Number(value) * (this.#times === 'milliseconds' && Number.isInteger(value) ? 1 : 1000));
  }

  #take(size: number): Buffer {
    if (this.#at + size > this.#bytes.length) throw malformed('its end');
    return this.#bytes.subarray(this.#at, (this.#at += size));
  }
}

const short = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** As a `SyntaxError`, like that of JSON. */
const malformed = (what: string): SyntaxError => new SyntaxError(`Invalid CBOR: unexpected ${what}.`);
