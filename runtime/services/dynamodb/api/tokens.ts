import type { AttributeValue } from '../types.ts';
import { itemOf } from './attribute-value.ts';
import { invalid } from './problem.ts';

/** Names with # or without, values with :, operators, brackets with an index. */
const token = /\s*(#[\w-]+|:[\w-]+|[A-Za-z_][\w-]*|\[\d+\]|<>|<=|>=|[=<>(),.+-])\s*/y;

/** An expression, token by token, with its placeholders (guide, Expressions.ExpressionAttributeNames and -Values). */
export class Tokens {
  readonly #kind: string;
  readonly #tokens: readonly string[];
  readonly #placeholders: Placeholders;
  #at = 0;

  /** `kind` is the parameter's name, for errors. */
  constructor(kind: string, expression: string, placeholders: Placeholders) {
    this.#kind = kind;
    this.#tokens = split(kind, expression);
    this.#placeholders = placeholders;
  }

  get next(): string | undefined {
    return this.#tokens[this.#at];
  }

  /** The second next: what tells a function from an attribute. */
  get following(): string | undefined {
    return this.#tokens[this.#at + 1];
  }

  take(): string {
    const next = this.next;
    if (next === undefined) throw invalid(`Invalid ${this.#kind}: Syntax error; the expression ends too soon`);
    this.#at++;
    return next;
  }

  /** Takes a keyword, whatever its case, or an operator; false where something else comes. */
  accept(wanted: string): boolean {
    const found = this.next?.toUpperCase() === wanted;
    if (found) this.#at++;
    return found;
  }

  expect(wanted: string): void {
    if (!this.accept(wanted)) throw this.unexpected();
  }

  unexpected(): Error {
    return invalid(`Invalid ${this.#kind}: Syntax error; token: "${this.next ?? '<EOF>'}"`);
  }

  notModelled(what: string): Error {
    return invalid(`Invalid ${this.#kind}: ${what} is not modelled by the local runtime`);
  }

  name(): string {
    const found = this.take();
    if (found.startsWith('#')) return this.#placeholders.name(found, this.#kind);
    if (!/^[A-Za-z_]/.test(found)) throw invalid(`Invalid ${this.#kind}: Syntax error; token: "${found}"`);
    return found;
  }

  value(): AttributeValue {
    return this.#placeholders.value(this.take(), this.#kind);
  }
}

function split(kind: string, expression: string): string[] {
  if (expression.trim() === '') throw invalid(`Invalid ${kind}: The expression can not be empty;`);
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < expression.length; at = token.lastIndex) {
    const match = token.exec(expression);
    if (!match) throw invalid(`Invalid ${kind}: Syntax error; token: "${expression.slice(at, at + 10)}"`);
    tokens.push(match[1]!);
  }
  return tokens;
}

/** The names and values that a request's expressions stand on. One that no expression uses is an error, as in DynamoDB. */
export class Placeholders {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #used = new Set<string>();

  constructor(names: unknown, values: unknown) {
    this.#names = (names ?? {}) as Record<string, string>;
    this.#values = values === undefined ? {} : itemOf(values, 'ExpressionAttributeValues');
  }

  name(placeholder: string, kind: string): string {
    const name = this.#names[placeholder];
    if (name === undefined) {
      throw invalid(
        `Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    }
    this.#used.add(placeholder);
    return name;
  }

  value(placeholder: string, kind: string): AttributeValue {
    const value = this.#values[placeholder];
    if (value === undefined) {
      throw invalid(
        `Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    }
    this.#used.add(placeholder);
    return value;
  }

  /** After all expressions have been read. */
  checkAllUsed(): void {
    for (const [kind, all] of [
      ['Names', this.#names],
      ['Values', this.#values],
    ] as const) {
      const unused = Object.keys(all).filter((placeholder) => !this.#used.has(placeholder));
      if (unused.length > 0) {
        throw invalid(
          `Value provided in ExpressionAttribute${kind} unused in expressions: keys: {${unused.join(', ')}}`,
        );
      }
    }
  }
}
