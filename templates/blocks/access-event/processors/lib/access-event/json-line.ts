import { beside } from './beside.ts';
import type { ClientAddress } from './client-address.ts';
import { bytesOf, textOf } from './json-text.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object that a line is; undefined for anything else. Its texts are characters, not bytes. */
export function objectIn(text: string, from: number, to: number): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(textOf(text.slice(from, to)));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the members of an event of the members of a JSON object. What no member of the event takes is kept as extra. */
export class JsonLine {
  readonly #object: JsonObject;
  readonly #taken = new Set<string>();

  constructor(object: JsonObject) {
    this.#object = object;
  }

  has(names: readonly string[]): boolean {
    return names.some((name) => this.#said(name) !== undefined);
  }

  /** The first of these that `read` understands; undefined for none. */
  take<T>(names: readonly string[], read: (value: string) => T | undefined): T | undefined {
    for (const name of names) {
      const value = this.#said(name);
      const result = value === undefined ? undefined : read(value);
      if (result === undefined) continue;
      this.#taken.add(name);
      return result;
    }
    return undefined;
  }

  /** Each as a member of JSON with a comma before it, or nothing. */
  text(member: string, names: readonly string[], change: (value: string) => string | undefined = (value) => value) {
    const value = this.take(names, (said) => ({ changed: change(said) }))?.changed;
    return value === undefined ? '' : `,"${member}":${bytesOf(JSON.stringify(value))}`;
  }

  integer(member: string, names: readonly string[]): string {
    const value = this.take(names, (said) => (/^\d{1,15}$/.test(said) ? Number(said) : undefined));
    return value === undefined ? '' : `,"${member}":${value}`;
  }

  number(member: string, names: readonly string[]): string {
    const value = this.take(names, (said) => (/^\d{1,15}(\.\d+)?$/.test(said) ? Number(said) : undefined));
    return value === undefined ? '' : `,"${member}":${value}`;
  }

  /** What was not taken, as JSON in a JSON string. */
  extra(address: ClientAddress): string {
    const others = Object.entries(this.#object).filter(([name, value]) => !this.#taken.has(name) && value !== '-');
    if (others.length === 0) return '';
    const said = beside(Object.fromEntries(others), address);
    return `,"extra":${bytesOf(JSON.stringify(JSON.stringify(said)))}`;
  }

  /** `-` stands for nothing in access logs. */
  #said(name: string): string | undefined {
    const value = Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;
  }
}

/** Unix time in milliseconds of a time in any form that logs have: ISO 8601, epoch seconds or milliseconds. */
export function timeIn(value: string): number | undefined {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return Date.parse(value) || undefined;
  if (!/^\d{1,15}(\.\d+)?$/.test(value)) return undefined;
  // from 1973 on, milliseconds have twelve digits
  return Math.trunc(Number(value) * (Number(value) >= 1e11 ? 1 : 1000));
}
