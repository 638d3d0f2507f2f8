/** Whose something is: of the user who is erased, of another one but with their id in it, or of others. */
export type Whose = 'theirs' | 'namesThem' | 'others';

const partOfWord = /[\w-]/;

/** Tells what belongs to one user. Their id is compared as a whole: `ada` is not in `ada-2`. */
export class User {
  readonly id: string;
  readonly #writings: readonly Buffer[];

  constructor(id: string) {
    this.id = id;
    const text = JSON.stringify(id).slice(1, -1);
    const ascii = text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const writings = [id, text, ascii, encodeURIComponent(id)].map((each) => Buffer.from(each));
    const latin = Buffer.from(id, 'latin1');
    this.#writings = [...writings, latin].filter(
      (one, at, all) => all.findIndex((other) => other.equals(one)) === at && (one !== latin || isLatin(id)),
    );
  }

  /** Whether the id is in there, in one of the ways in which producers write it. */
  isNamedIn(bytes: Uint8Array | string): boolean {
    const where = Buffer.from(bytes);
    return this.#writings.some((id) => {
      for (let at = where.indexOf(id); at >= 0; at = where.indexOf(id, at + 1))
        if (!isWord(where[at - 1]) && !isWord(where[at + id.length])) return true;
      return false;
    });
  }

  /**
   * Whose a line of the stream is, a row of the lake, or the value of a record. What says no user, or cannot be read, is theirs where
   * their id is in it, or in what stands beside it, such as its key.
   */
  of(line: Uint8Array | string, ...beside: readonly (Uint8Array | string)[]): Whose {
    const members = objectIn(line);
    const isNamed = [line, ...beside, ...bytesIn(members)].some((each) => this.isNamedIn(each));
    const user = members?.['user_id'];
    if (typeof user !== 'string') return isNamed ? 'theirs' : 'others';
    if (user === this.id) return 'theirs';
    return isNamed ? 'namesThem' : 'others';
  }
}

const isLatin = (id: string): boolean => /^[\0-\xff]*$/.test(id);
const isWord = (byte: number | undefined): boolean =>
  byte !== undefined && (byte > 0x7f || partOfWord.test(String.fromCharCode(byte)));

function objectIn(line: Uint8Array | string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(line).toString());
    return typeof value === 'object' && value !== null ? (value as never) : undefined;
  } catch {
    return undefined;
  }
}

/** What is written in base64: the line of a row of the lake, the key of a record of the topic. */
function bytesIn(members: Readonly<Record<string, unknown>> | undefined): Buffer[] {
  const origin = members?.['stream'] as { key_base64?: unknown } | undefined | null;
  return [members?.['line_base64'], origin?.key_base64]
    .filter((each) => typeof each === 'string')
    .map((each) => Buffer.from(each, 'base64'));
}
