import type { SearchModel } from '../contract/search-model.ts';
import { Digits, type Plain } from './raw-change.ts';

type FieldType = SearchModel['filters'][string]['type'];

/** What a search asks for, by fields of the contract. Values are texts, as a query string has them. */
export interface Asked {
  filters: readonly Condition[];
  sort?: { field: string; descending: boolean };
}

export interface Condition {
  field: string;
  anyOf?: readonly string[];
  from?: string;
  to?: string;
}

type Comparable = string | number | bigint;

/** Longer texts are not indexed as a whole (`ignore_above`). */
const longestExact = 1024;

/**
 * What a search over these items has to answer, worked out without any code of the processors: an oracle that used theirs would
 * make their mistakes too.
 */
export class SearchOracle {
  readonly #model: SearchModel;
  readonly #items: readonly Plain[];

  constructor(model: SearchModel, items: readonly Plain[]) {
    this.#model = model;
    this.#items = items;
  }

  /** The items that are found: in the order of the answer where one is asked for. */
  found({ filters, sort }: Asked): Plain[] {
    const found = this.#items.filter((item) => filters.every((condition) => this.#meets(item, condition)));
    if (!sort) return found;
    const orders = [sort, ...this.#model.key.map((field) => ({ field, descending: false }))];
    return found.toSorted((a, b) => {
      for (const order of orders) {
        const sign = compare(this.#sortKey(a, order), this.#sortKey(b, order), order.descending);
        if (sign !== 0) return sign;
      }
      return 0;
    });
  }

  /** How many items have each value of a facet. Filters on the facet itself leave its counts as they are. */
  counts({ filters }: Asked, facet: string): Map<Comparable, number> {
    const counts = new Map<Comparable, number>();
    const others = filters.filter(({ field }) => field !== facet);
    for (const item of this.found({ filters: others }))
      for (const value of new Set(this.values(item, facet))) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  /** What an item has in a field, as the index compares it. */
  values(item: Plain, field: string): Comparable[] {
    const type = this.#typeOf(field);
    const texts = textsAt(item, field);
    return texts.filter((text) => type !== 'keyword' || text.length <= longestExact).map((text) => valueOf(text, type));
  }

  /** A value that an answer or a query string has, as the index compares it. */
  value(text: string, field: string): Comparable {
    return valueOf(text, this.#typeOf(field));
  }

  /** How an answer gives a value of a facet: numbers with all their digits are objects. */
  answeredAs(facet: string): 'boolean' | 'object' | 'string' {
    const type = this.#typeOf(facet);
    return type === 'boolean' ? 'boolean' : type === 'integer' || type === 'number' ? 'object' : 'string';
  }

  #typeOf(field: string): FieldType {
    return Object.hasOwn(this.#model.filters, field) ? this.#model.filters[field]!.type : 'keyword';
  }

  #meets(item: Plain, { field, anyOf, from, to }: Condition): boolean {
    const values = this.values(item, field);
    const is = (holds: (value: Comparable, bound: Comparable) => boolean, bound: string | undefined) =>
      bound === undefined ? () => true : (value: Comparable) => holds(value, this.value(bound, field));
    const least = is((value, bound) => value >= bound, from);
    const most = is((value, bound) => value <= bound, to);
    return (
      values.some((value) => least(value) && most(value)) &&
      (anyOf === undefined || anyOf.some((text) => values.includes(this.value(text, field))))
    );
  }

  #sortKey(item: Plain, { field, descending }: NonNullable<Asked['sort']>): Comparable | undefined {
    const values = this.values(item, field).toSorted((a, b) => (a < b ? -1 : 1));
    return descending ? values.at(-1) : values[0];
  }
}

/** The texts of a field in an item, numbers with all their digits. A list has several. */
export function textsAt(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => textsAt(each, path));
  if (value === null || value === undefined) return [];
  if (path === '') return typeof value === 'object' && !(value instanceof Digits) ? [] : [String(value)];
  const [name, ...rest] = path.split('.');
  // an item may lack a field that every object inherits: constructor
  return typeof value === 'object' && Object.hasOwn(value, name!)
    ? textsAt((value as Plain)[name!], rest.join('.'))
    : [];
}

function valueOf(text: string, type: FieldType): Comparable {
  switch (type) {
    case 'keyword':
      return text;
    case 'boolean':
      return text === 'true' ? 1 : 0;
    case 'integer':
      return /^-?\d+$/.test(text) ? BigInt(text) : BigInt(Math.trunc(Number(text)));
    case 'number':
      return Number(text);
    case 'date':
      return Date.parse(text);
  }
}

/** Items without a value come last, in either direction. */
function compare(a: Comparable | undefined, b: Comparable | undefined, descending: boolean): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b === descending ? 1 : -1;
}
