import type { StoredDocument } from '../documents/documents.ts';
import type { FieldValue } from '../documents/field.ts';
import { isObject, textOfScalar } from '../exact-json.ts';
import { illegalArgument, onlyKnown, parsing } from '../problem.ts';
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
  key(hit: Scored): FieldValue | null;
}

export const byRelevance: Criterion = {
  name: '_score',
  descending: true,
  missingFirst: false,
  key: ({ score }) => score,
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
  return { name, descending, missingFirst, key: keyOf(name, descending, options.unmapped_type !== undefined) };
}

function keyOf(name: string, descending: boolean, mayBeUnmapped: boolean): Criterion['key'] {
  if (name === '_score') return ({ score }) => score;
  if (name === '_id') return ({ document }) => document.id;
  if (name === '_doc') return ({ document }) => document.sequence;
  return ({ view, document }) => {
    const field = sortable(view, name, mayBeUnmapped);
    if (!field) return null;
    const values = view.values(document, field).sort((a, b) => (a < b ? -1 : 1));
    return (descending ? values.at(-1) : values[0]) ?? null;
  };
}

/** A field that has one value per document on disk: everything but text. */
export function sortable(view: View, path: string, mayBeUnmapped: boolean) {
  const field = view.mapping.field(path);
  if (!field && !mayBeUnmapped) throw illegalArgument(`No mapping found for [${path}] in order to sort on`);
  if (field?.type === 'text') {
    throw illegalArgument(
      'Text fields are not optimised for operations that require per-document field data like aggregations and sorting, so these ' +
        `operations are disabled by default. Please use a keyword field instead. Alternatively, set fielddata=true on [${path}]`,
    );
  }
  return field;
}

function compareKey({ descending, missingFirst }: Criterion, a: FieldValue | null, b: FieldValue | null): number {
  if (a === b) return 0;
  if (a === null) return missingFirst ? -1 : 1;
  if (b === null) return missingFirst ? 1 : -1;
  return a < b === descending ? 1 : -1;
}
