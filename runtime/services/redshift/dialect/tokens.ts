import { sqlError } from './sql-error.ts';

/** A part of a statement. Words are in lower case; quotes are taken off quoted names and texts. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'parameter' | 'sign';
  readonly value: string;
}

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y],
  ['text', /'(?:[^'\\]|''|\\[\s\S])*'/y],
  ['name', /"(?:[^"]|"")+"/y],
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/iy],
  ['word', /[a-z_][\w$]*/iy],
  ['sign', /::|<=|>=|<>|!=|\|\||[-+*/%^<>=(),.;[\]~]/y],
  ['parameter', /:[a-z_]\w*/iy],
];

/** Reads SQL without judging it. Throws at what is no part of it, such as a quote that does not end. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const [kind, text] = partAt(sql, at);
    at += text.length;
    if (kind !== 'space') tokens.push({ kind, value: valueOf(kind, text) });
  }
  return tokens;
}

function partAt(sql: string, at: number): readonly [Token['kind'] | 'space', string] {
  for (const [kind, pattern] of patterns) {
    if (kind !== 'space' && sql.startsWith('/*', at)) break;
    pattern.lastIndex = at;
    const text = pattern.exec(sql)?.[0];
    if (text !== undefined) return [kind, text];
  }
  if (sql.startsWith('/*', at)) throw sqlError('unterminated /* comment');
  throw sqlError(`syntax error at or near "${sql.slice(at, at + 20).split('\n')[0]}"`);
}

function valueOf(kind: Token['kind'], text: string): string {
  if (kind === 'word') return text.toLowerCase();
  if (kind === 'name') return text.slice(1, -1).replaceAll('""', '"');
  if (kind === 'parameter') return text.slice(1);
  // Redshift guide, r_Character_types: a backslash escapes the character after it
  if (kind === 'text')
    return text.slice(1, -1).replaceAll(/''|\\([\s\S])/g, (all, escaped: string) => (all === "''" ? "'" : escaped));
  return text;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Walks over tokens, and says what it expected where something else stands. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  next(): Token {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw sqlError('syntax error at end of input');
    return token;
  }

  /** Whether these words or signs come next, in this order. */
  sees(...values: readonly string[]): boolean {
    return values.every((value, index) => {
      const token = this.peek(index);
      return token?.value === value && (token.kind === 'word' || token.kind === 'sign');
    });
  }

  /** Goes past these words or signs where they come next. */
  takes(...values: readonly string[]): boolean {
    if (!this.sees(...values)) return false;
    this.#at += values.length;
    return true;
  }

  expects(...values: readonly string[]): void {
    for (const value of values) if (!this.takes(value)) throw this.unexpected();
  }

  unexpected(): Error {
    const token = this.peek();
    return sqlError(token ? `syntax error at or near "${token.value}"` : 'syntax error at end of input');
  }

  /** An identifier, quoted or not. */
  identifier(): string {
    const token = this.next();
    if (token.kind !== 'word' && token.kind !== 'name') throw sqlError(`syntax error at or near "${token.value}"`);
    return token.value;
  }

  text(): string {
    const token = this.next();
    if (token.kind !== 'text') throw sqlError(`syntax error at or near "${token.value}"`);
    return token.value;
  }

  /** What stands between the parenthesis that comes next and the one that closes it. */
  parenthesized(): readonly Token[] {
    this.expects('(');
    const inside: Token[] = [];
    for (let depth = 1; ;) {
      const token = this.next();
      if (token.kind === 'sign' && token.value === '(') depth++;
      if (token.kind === 'sign' && token.value === ')' && --depth === 0) return inside;
      inside.push(token);
    }
  }

  rest(): readonly Token[] {
    const rest = this.#tokens.slice(this.#at);
    this.#at = this.#tokens.length;
    return rest;
  }
}

/** Parts of a list, by the commas that stand in no parentheses. */
export function splitByComma(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign' && token.value === '(') depth++;
    if (token.kind === 'sign' && token.value === ')') depth--;
    if (token.kind === 'sign' && token.value === ',' && depth === 0) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}
