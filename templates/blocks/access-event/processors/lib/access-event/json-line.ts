import { beside } from './beside.ts';
import type { ClientAddress } from './client-address.ts';
import { bytesOf, textOf } from './json-text.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object that a line is; undefined for anything else. The line is a text of bytes, the texts of the object are characters. */
export const objectIn = (text: string, from: number, to: number): JsonObject | undefined =>
  objectOf(textOf(text.slice(from, to)));

/** The same of a text of characters. */
export function objectOf(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How deep members are looked for: {"attributes":{"http":{"request":{"method":…}}}} is as deep as loggers go. */
const deepest = 4;
/** What loggers put around what the application said. Their members are found under their own names. */
const holders = new Set(['attributes', 'Attributes', 'Properties', 'fields']);

/**
 * Makes the members of an event of the members of a JSON object. A name with dots finds a member of that name, and one of objects within
 * objects: `http.method`. What no member of the event takes is kept as extra.
 */
export class JsonLine {
  readonly #object: JsonObject;
  /** Members of objects within the line; most lines have none. */
  readonly #deep = new Map<string, Place>();
  readonly #taken = new Map<JsonObject, Set<string>>();

  constructor(object: JsonObject) {
    this.#object = object;
    this.#find(object, '', 1);
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
      this.#mark(this.#place(name)!);
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

  number(member: string, names: readonly string[], read: (value: string) => number | undefined = numberIn): string {
    const value = this.take(names, read);
    return value === undefined ? '' : `,"${member}":${value}`;
  }

  /** What was not taken, as JSON in a JSON string. */
  extra(address: ClientAddress): string {
    const others = this.#rest(this.#object);
    if (Object.keys(others).length === 0) return '';
    const said = beside(others, address);
    return `,"extra":${bytesOf(JSON.stringify(JSON.stringify(said)))}`;
  }

  /** What is nearer to the line comes first. */
  #find(object: JsonObject, before: string, depth: number): void {
    for (const name of Object.keys(object)) {
      const holder = object[name];
      if (!isObject(holder)) continue;
      const within = depth === 1 && holders.has(name) ? '' : `${before}${name}.`;
      for (const key of Object.keys(holder))
        if (!this.#deep.has(within + key)) this.#deep.set(within + key, { holder, key });
      if (depth + 1 < deepest) this.#find(holder, within, depth + 1);
    }
  }

  #place(name: string): Place | undefined {
    return Object.hasOwn(this.#object, name) ? { holder: this.#object, key: name } : this.#deep.get(name);
  }

  #mark({ holder, key }: Place): void {
    const taken = this.#taken.get(holder);
    if (taken) taken.add(key);
    else this.#taken.set(holder, new Set([key]));
  }

  /** `-` stands for nothing in access logs. A list of one, as a header of a request is, stands for what is in it. */
  #said(name: string): string | undefined {
    const place = this.#deep.size === 0 ? undefined : this.#deep.get(name);
    const found = Object.hasOwn(this.#object, name) ? this.#object[name] : place?.holder[place.key];
    const value: unknown = Array.isArray(found) && found.length === 1 ? found[0] : found;
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' && value !== '-' ? value : undefined;
  }

  /** An object without what was taken of it. An object of which all was taken is left out. */
  #rest(object: JsonObject): JsonObject {
    const taken = this.#taken.get(object);
    const rest: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(object)) {
      if (taken?.has(name) || value === '-') continue;
      const left = isObject(value) ? this.#rest(value) : value;
      if (isObject(left) && Object.keys(left).length === 0 && Object.keys(value as JsonObject).length > 0) continue;
      define(rest, name, left);
    }
    return rest;
  }
}

interface Place {
  holder: JsonObject;
  key: string;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Like an assignment, for a member named __proto__ as well. */
const define = (object: Record<string, unknown>, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
};

const numberIn = (said: string): number | undefined => (/^\d{1,15}(\.\d+)?$/.test(said) ? Number(said) : undefined);
