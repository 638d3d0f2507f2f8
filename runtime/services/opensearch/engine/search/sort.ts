import type { StoredDocument } from '../documents/documents.ts';
import type { FieldType, FieldValue } from '../documents/field.ts';
import { isObject, isWrittenNumber, printedAs, textOfScalar, wholeNumber } from '../exact-json.ts';
import { isMetadata } from '../documents/metadata.ts';
import { compareValues } from '../documents/order.ts';
import { illegalArgument, notModelled, onlyKnown, parsing, shardArgument, ShardFailure } from '../problem.ts';
import type { View } from './view.ts';

export interface Scored {
  readonly view: View;
  readonly document: StoredDocument;
  readonly score: number;
}

/** One criterion of an order. Null stands for a document without a value. */
export interface Criterion {
  readonly name: string;
  readonly descending: boolean;
  readonly missingFirst: boolean;
  /** Throws where the index cannot be sorted by it, whether it has documents or not. */
  check(view: View): void;
  key(hit: Scored): FieldValue | null;
  /** The key as a hit shows it and as `search_after` takes it. */
  shown(hit: Scored, key: FieldValue | null): unknown;
  /** What `search_after` gives, as a key. */
  given(key: unknown, view: View): unknown;
}

export const byRelevance: Criterion = {
  name: '_score',
  descending: true,
  missingFirst: false,
  check: () => undefined,
  key: ({ score }) => score,
  shown: (_, key) => key,
  given: givenKey,
};

export function criteriaOf(specification: unknown): readonly Criterion[] {
  return [specification].flat().map((one) => {
    if (typeof one === 'string') return criterionOf(one, {});
    if (!isObject(one) || Object.keys(one).length !== 1) {
      throw parsing('[sort] needs field names or objects with one field each');
    }
    const [name, options] = Object.entries(one)[0]!;
    return criterionOf(name, isObject(options) ? options : { order: options });
  });
}

/** Negative where `a` comes first. */
export function compareKeys(criteria: readonly Criterion[], a: readonly unknown[], b: readonly unknown[]): number {
  for (const [position, criterion] of criteria.entries()) {
    const order = compareKey(criterion, a[position] as FieldValue | null, b[position] as FieldValue | null);
    if (order !== 0) return order;
  }
  return 0;
}

function criterionOf(name: string, options: Record<string, unknown>): Criterion {
  onlyKnown(`[sort] by [${name}]`, options, ['order', 'missing', 'unmapped_type']);
  const order = options.order ?? (name === '_score' ? 'desc' : 'asc');
  if (order !== 'asc' && order !== 'desc') throw illegalArgument(`Unknown SortOrder [${textOfScalar(order)}]`);
  const descending = order === 'desc';
  const missingFirst = options.missing === '_first';
  const own = {
    name,
    descending,
    missingFirst,
    check: () => undefined,
    shown: (_: Scored, key: unknown) => key,
    given: givenKey,
  };
  if (name === '_score') return { ...own, key: ({ score }) => score };
  if (name === '_id') return { ...own, key: ({ document }) => document.id };
  if (name === '_doc') return { ...own, key: ({ document }) => document.sequence };
  const fieldOf = (view: View) => sortable(view, name, options.unmapped_type !== undefined);
  return {
    ...own,
    check: fieldOf,
    key: ({ view, document }) => {
      const field = fieldOf(view);
      if (!field) return null;
      const values = view.values(document, field).sort(compareValues);
      return (descending ? values.at(-1) : values[0]) ?? missingKey(field.type, descending === missingFirst);
    },
    shown: ({ view }, key) => (key === null ? null : shownKey(key, fieldOf(view)?.type)),
    given: (key, view) => (fieldOf(view)?.type === 'float' ? Math.fround(Number(givenKey(key))) : givenKey(key)),
  };
}

/** The fewest digits that tell a `float` from all others. */
function floatKey(key: number): number {
  for (let digits = 1; digits < 9; digits++)
    if (Math.fround(Number(key.toPrecision(digits))) === key) return Number(key.toPrecision(digits));
  return key;
}

function shownKey(key: FieldValue, type: FieldType | undefined): unknown {
  if (typeof key === 'boolean') return Number(key);
  if (typeof key === 'bigint') return printedAs(key);
  if (key === Infinity || key === -Infinity) return String(key);
  return type === 'float' ? floatKey(Number(key)) : key;
}

/** Documents without a number are sorted, and shown, as the greatest or the least that there is (seen on OpenSearch 3.8). */
function missingKey(type: FieldType, greatest: boolean): FieldValue | null {
  switch (type) {
    case 'double':
    case 'float':
      return greatest ? Infinity : -Infinity;
    case 'long':
    case 'date':
      return greatest ? 2n ** 63n - 1n : -(2n ** 63n);
    case 'integer':
    case 'boolean':
      return greatest ? 2 ** 31 - 1 : -(2 ** 31);
    default:
      return null;
  }
}

/** A key of `search_after` as a criterion has it. */
function givenKey(key: unknown): unknown {
  const text = textOfScalar(key);
  if (/^-?Infinity$/.test(text)) return Number(text);
  // the greatest and the least, also as JavaScript rounds them
  if (/^922337203685477(5807|6000)$/.test(text)) return 2n ** 63n - 1n;
  if (/^-922337203685477(5808|6000)$/.test(text)) return -(2n ** 63n);
  return isWrittenNumber(key) ? (wholeNumber(key) ?? Number(text)) : key;
}

/** A field that has one value per document on disk: everything but text. */
export function sortable(view: View, path: string, mayBeUnmapped: boolean) {
  if (isMetadata(path)) throw notModelled(`sorting or aggregations by the metadata field [${path}]`);
  const field = view.mapping.field(path);
  if (!field && !mayBeUnmapped)
    throw new ShardFailure(400, 'query_shard_exception', `No mapping found for [${path}] in order to sort on`);
  if (field?.type === 'text') {
    throw shardArgument(
      'Text fields are not optimised for operations that require per-document field data like aggregations and sorting, so these ' +
        `operations are disabled by default. Please use a keyword field instead. Alternatively, set fielddata=true on [${path}] in order to load field data by uninverting the inverted index. ` +
        'Note that this can use significant memory.',
    );
  }
  if (field && !field.stored)
    throw shardArgument(
      `Can't load fielddata on [${path}] because fielddata is unsupported on fields of type [${field.type}]. Use doc values instead.`,
    );
  return field;
}

function compareKey({ descending, missingFirst }: Criterion, a: FieldValue | null, b: FieldValue | null): number {
  if (a === b) return 0;
  if (a === null) return missingFirst ? -1 : 1;
  if (b === null) return missingFirst ? 1 : -1;
  return compareValues(a, b) * (descending ? -1 : 1);
}
