import { Untransformable } from '../lib/firehose-transform.ts';

/** The bytes of JSON's punctuation. */
export const mark = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openList: 0x5b,
  backslash: 0x5c,
  closeList: 0x5d,
  openMap: 0x7b,
  closeMap: 0x7d,
} as const;
const { quote, comma, openList, backslash, closeList, openMap, closeMap } = mark;
const space = 0x20;
const plus = 0x2b;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const nine = 0x39;
const capitalE = 0x45;
const smallE = 0x65;
const smallU = 0x75;
/** What may follow a backslash (RFC 8259, section 7). */
const isEscape = new Uint8Array(256);
for (const code of Buffer.from('"\\/bfnrtu')) isEscape[code] = 1;

const notJson = (): Untransformable => new Untransformable('it is not JSON as DynamoDB writes it');

/**
 * Reads JSON byte by byte, and copies parts of it into a text that can stand in a JSON string: each " and \ gets a \ in front of it.
 * Nearly all of a change is copied as it is, and making values of it takes longer than everything else. Throws Untransformable
 * for what is not JSON.
 */
export class JsonBytes {
  readonly #input: Buffer;
  #at = 0;
  /** A copy is at most twice as long as what it is made of. */
  readonly #output: Buffer;
  #length = 0;

  constructor(input: Buffer) {
    this.#input = input;
    this.#output = outputFor(2 * input.length);
  }

  /** The place of the next byte. */
  get at(): number {
    return this.#at;
  }

  /** What lies between two places. */
  text(from: number, to: number): string {
    return this.#input.toString('utf8', from, to);
  }

  /** The next byte that is not white space; undefined at the end. */
  next(): number | undefined {
    const input = this.#input;
    while (input[this.#at]! <= space) this.#at++;
    return input[this.#at];
  }

  take(expected: number): void {
    if (this.next() !== expected) throw notJson();
    this.#at++;
  }

  /** Takes the opening bracket of a list or a map, and says whether there is a first member. */
  begins(open: number, close: number): boolean {
    this.take(open);
    if (this.next() !== close) return true;
    this.#at++;
    return false;
  }

  /** Takes what follows a member, and says whether it is another one. */
  goesOn(close: number): boolean {
    const found = this.next();
    this.#at++;
    if (found === comma) return true;
    if (found === close) return false;
    throw notJson();
  }

  /** Takes a name and its colon. */
  name(): string {
    this.take(quote);
    const from = this.#at;
    this.#skipString();
    const name = this.text(from, this.#at - 1);
    this.take(mark.colon);
    return name;
  }

  /** Takes a string of one to four letters, and gives their codes as one number; -1 for any other string. */
  code(): number {
    this.take(quote);
    const input = this.#input;
    let code = 0;
    for (let found = input[this.#at++]; found !== quote; found = input[this.#at++]) {
      if (found === undefined) throw notJson();
      code = code < 0 || code > 0xffffff ? -1 : code * 256 + found;
    }
    return code;
  }

  /** Takes true or false. */
  truth(): string {
    this.next();
    const from = this.#at;
    while (isOfWord(this.#input[this.#at])) this.#at++;
    const word = this.text(from, this.#at);
    if (word !== 'true' && word !== 'false') throw notJson();
    return word;
  }

  /** Passes over a value; of what is in it, only brackets and strings are checked. */
  skip(): void {
    const input = this.#input;
    for (let depth = 0; ;) {
      const found = this.next();
      if (found === undefined) throw notJson();
      if (depth === 0 && (found === comma || found === closeMap || found === closeList)) return;
      this.#at++;
      if (found === quote) this.#skipString();
      else if (found === openMap || found === openList) depth++;
      else if (found === closeMap || found === closeList) depth--;
      else while (isOfWord(input[this.#at])) this.#at++;
      if (depth === 0) return;
    }
  }

  #skipString(): void {
    const input = this.#input;
    for (let at = this.#at; ; at++) {
      const found = input[at];
      if (found === quote) {
        this.#at = at + 1;
        return;
      }
      if (found === undefined) throw notJson();
      if (found === backslash) at++;
    }
  }

  put(byte: number): void {
    this.#output[this.#length++] = byte;
  }

  putText(text: string): void {
    this.#length += this.#output.write(text, this.#length, 'latin1');
  }

  /** What was put and copied since this was asked before. */
  copied(): string {
    const text = this.#output.toString('utf8', 0, this.#length);
    this.#length = 0;
    return text;
  }

  /** Copies a string, with its quotes. */
  copyString(): void {
    this.take(quote);
    const input = this.#input;
    const output = this.#output;
    let at = this.#at;
    let to = this.#length;
    output[to++] = backslash;
    output[to++] = quote;
    for (let found = input[at++]!; found !== quote; found = input[at++]!) {
      // nor is undefined, at the end
      if (!(found >= space)) throw notJson();
      if (found === backslash) {
        const escaped = input[at++]!;
        if (isEscape[escaped] !== 1 || (escaped === smallU && !this.#isHex(at))) throw notJson();
        output[to++] = backslash;
        output[to++] = backslash;
        if (escaped === quote || escaped === backslash) output[to++] = backslash;
        output[to++] = escaped;
      } else output[to++] = found;
    }
    output[to++] = backslash;
    output[to++] = quote;
    this.#at = at;
    this.#length = to;
  }

  /** Whether the next four bytes are hexadecimal digits. */
  #isHex(at: number): boolean {
    return /^[\da-f]{4}$/i.test(this.#input.toString('latin1', at, at + 4));
  }

  /** Copies the number in a string, without the quotes. */
  copyNumber(): void {
    this.take(quote);
    const input = this.#input;
    if (input[this.#at] === minus) this.#copyByte();
    if (input[this.#at] === zero) this.#copyByte();
    else this.#copyDigits();
    if (input[this.#at] === dot) {
      this.#copyByte();
      this.#copyDigits();
    }
    if (input[this.#at] === smallE || input[this.#at] === capitalE) {
      this.#copyByte();
      if (input[this.#at] === plus || input[this.#at] === minus) this.#copyByte();
      this.#copyDigits();
    }
    if (input[this.#at] !== quote) throw new Untransformable('a number is not written as JSON has numbers');
    this.#at++;
  }

  #copyByte(): void {
    this.#output[this.#length++] = this.#input[this.#at++]!;
  }

  #copyDigits(): void {
    const input = this.#input;
    const from = this.#at;
    while (input[this.#at]! >= zero && input[this.#at]! <= nine) this.#copyByte();
    if (this.#at === from) throw new Untransformable('a number is not written as JSON has numbers');
  }
}

/** Of true, false, null and numbers. */
const isOfWord = (byte: number | undefined): boolean =>
  byte !== undefined && byte > space && byte !== comma && byte !== closeMap && byte !== closeList;

/** One for all changes, which are transformed one after the other. */
let shared = Buffer.alloc(0);

function outputFor(length: number): Buffer {
  if (shared.length < length) shared = Buffer.alloc(length);
  return shared;
}
