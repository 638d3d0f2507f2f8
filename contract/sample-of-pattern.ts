import { compiledPattern } from './pattern.ts';
import { pick, type Random } from './seeded-random.ts';

const attempts = 40;
/** Repetitions without an upper bound end here. */
const enough = 4;

/**
 * A text that matches a pattern and has a length that is allowed; undefined where none comes out of how the pattern is
 * written. Knows characters, classes, groups, alternatives and repetitions; every text is tried against the pattern itself.
 */
export function sampleOfPattern(
  pattern: string,
  { minLength = 0, maxLength = Infinity }: { minLength?: number; maxLength?: number },
  random: Random,
): string | undefined {
  const compiled = compiledPattern(pattern);
  if (!compiled) return undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text = new Writer(pattern, random, attempt).text();
    const { length } = [...(text ?? '')];
    if (text !== undefined && compiled.test(text) && length >= minLength && length <= maxLength) return text;
  }
  return undefined;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const classes: Record<string, string> = {
  d: '0123456789',
  w: `${letters}${letters.toUpperCase()}0123456789_`,
  s: ' ',
  D: letters,
  W: ' -.',
  S: letters,
  t: '\t',
  n: '\n',
  r: '\r',
};

/** Reads a pattern from left to right, and writes a text that it describes. */
class Writer {
  readonly #signs: readonly string[];
  readonly #random: Random;
  /** Later attempts repeat more often: the text may be too short. */
  readonly #more: number;
  #at = 0;

  constructor(pattern: string, random: Random, attempt: number) {
    this.#signs = [...pattern];
    this.#random = random;
    this.#more = Math.floor(attempt / 4);
  }

  text(): string | undefined {
    const text = this.#alternatives();
    return this.#at === this.#signs.length ? text : undefined;
  }

  #alternatives(): string {
    const all = [this.#sequence()];
    while (this.#signs[this.#at] === '|') {
      this.#at++;
      all.push(this.#sequence());
    }
    return pick(all, this.#random);
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#signs.length && !'|)'.includes(this.#signs[this.#at]!)) {
      const from = this.#at;
      const once = this.#atom();
      const to = this.#at;
      const times = this.#times();
      const after = this.#at;
      let repeated = times === 0 ? '' : once;
      for (let nth = 1; nth < times; nth++) {
        this.#at = from;
        repeated += this.#atom();
      }
      this.#at = Math.max(after, to);
      text += repeated;
    }
    return text;
  }

  #atom(): string {
    const sign = this.#signs[this.#at++]!;
    if (sign === '^' || sign === '$') return '';
    if (sign === '.') return pick([...letters], this.#random);
    if (sign === '[') return pick(this.#class(), this.#random) ?? '';
    if (sign === '\\') return this.#escaped();
    if (sign !== '(') return sign;
    const ahead = this.#groupKind();
    const inner = this.#alternatives();
    this.#at++;
    return ahead ? '' : inner;
  }

  /** Behind an opening bracket: whether the group only looks ahead or behind. */
  #groupKind(): boolean {
    const rest = this.#signs.slice(this.#at, this.#at + 40).join('');
    const [head = '', kind = ''] = /^\?(:|=|!|<=|<!|<\w+>)/.exec(rest) ?? [];
    this.#at += [...head].length;
    return ['=', '!', '<=', '<!'].includes(kind);
  }

  #escaped(): string {
    const sign = this.#signs[this.#at++] ?? '';
    if (sign === 'b' || sign === 'B') return '';
    return pick(this.#escapedSigns(sign), this.#random);
  }

  /** The signs that an escape stands for. */
  #escapedSigns(sign: string): string[] {
    if ((sign === 'p' || sign === 'P') && this.#signs[this.#at] === '{') {
      const end = this.#signs.indexOf('}', this.#at);
      const name = this.#signs.slice(this.#at + 1, end).join('');
      this.#at = end + 1;
      return [...(/^(N|Nd|Number)/.test(name) ? classes['d']! : name.includes('Lu') ? letters.toUpperCase() : letters)];
    }
    const hex = { x: 2, u: 4 }[sign];
    if (hex) {
      const code = this.#signs.slice(this.#at, this.#at + hex).join('');
      if (/^[\da-f]+$/i.test(code) && code.length === hex) {
        this.#at += hex;
        return [String.fromCharCode(Number.parseInt(code, 16))];
      }
    }
    return [...(classes[sign] ?? sign)];
  }

  #class(): string[] {
    const isNegated = this.#signs[this.#at] === '^';
    if (isNegated) this.#at++;
    const signs: string[] = [];
    while (this.#at < this.#signs.length && this.#signs[this.#at] !== ']') {
      const sign = this.#signs[this.#at++]!;
      const first = sign === '\\' ? this.#escapedSigns(this.#signs[this.#at++] ?? '') : [sign];
      const isRange = this.#signs[this.#at] === '-' && ![']', undefined].includes(this.#signs[this.#at + 1]);
      if (!isRange || first.length !== 1) {
        signs.push(...first);
        continue;
      }
      this.#at++;
      const next = this.#signs[this.#at++]!;
      const [last] = next === '\\' ? this.#escapedSigns(this.#signs[this.#at++] ?? '') : [next];
      const [from, to] = [first[0]!.codePointAt(0)!, last!.codePointAt(0)!];
      const count = Math.min(Math.max(to - from + 1, 1), 100);
      signs.push(...Array.from({ length: count }, (_, nth) => String.fromCodePoint(from + nth)));
    }
    this.#at++;
    if (!isNegated) return signs;
    return [...`${classes['w']} -`].filter((sign) => !signs.includes(sign));
  }

  #times(): number {
    const rest = this.#signs.slice(this.#at, this.#at + 20).join('');
    const [whole = '', sign, least, comma, most] = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
    this.#at += whole.length;
    if (whole === '') return 1;
    const from = sign === '+' ? 1 : sign ? 0 : Number(least);
    const to = sign === '?' ? 1 : sign ? from + enough : !comma ? from : most ? Number(most) : from + enough;
    const usual = Math.min(from + enough, to);
    const upTo = Math.min(to, Math.max(usual, from + this.#more * enough));
    return from + Math.floor(this.#random() * (upTo - from + 1));
  }
}
