import type { StoredDocument } from '../documents/documents.ts';
import { convert, type Field, type FieldValue } from '../documents/field.ts';
import { leavesOf } from '../documents/leaves.ts';
import { isObject, textOfScalar } from '../exact-json.ts';
import { notModelled, parsing, ShardFailure, tooManyClauses } from '../problem.ts';
import { cannotQuery, onlyField, optionsOf, searchable } from './clause.ts';
import { constant, matchNone, mostClauses, type Matcher } from './matcher.ts';
import { wordMatcher } from './relevance.ts';
import type { View } from './view.ts';

export function ids(body: unknown, _view: View): Matcher {
  const { values, boost } = optionsOf('ids', body, ['values', 'boost']);
  const wanted = new Set(listOf('ids', values).map(String));
  return constant(({ id }) => wanted.has(id), Number(boost ?? 1));
}

export function exists(body: unknown, view: View): Matcher {
  const { field, boost } = optionsOf('exists', body, ['field', 'boost']);
  const path = String(field);
  const known = view.mapping.field(path);
  const has = (document: StoredDocument): boolean => {
    if (known) return view.values(document, known).length > 0;
    return [...leavesOf(document).keys()].some((leaf) => leaf.startsWith(`${path}.`));
  };
  return constant(has, Number(boost ?? 1));
}

export function term(body: unknown, view: View): Matcher {
  const [path, given] = onlyField('term', body);
  const options = isObject(given) ? optionsOf('term', given, ['value', 'boost', 'case_insensitive']) : { value: given };
  return equals(view, path, [options.value], Number(options.boost ?? 1), options.case_insensitive === true);
}

export function terms(body: unknown, view: View): Matcher {
  const { boost, ...fields } = isObject(body) ? body : {};
  const [path, values] = onlyField('terms', fields);
  return equals(view, path, listOf('terms', values), Number(boost ?? 1), false);
}

/** A document matches when one of its values is one of these. */
export function equals(
  view: View,
  path: string,
  values: readonly unknown[],
  boost: number,
  ignoreCase: boolean,
): Matcher {
  if (path === '_id') return ids({ values, boost }, view);
  const field = searchable(view, path);
  if (!field) return matchNone;
  if (field.type === 'text') return wordMatcher(view, field, new Set(values.map(textOfScalar)), boost);
  const fold = (value: FieldValue) => (ignoreCase ? String(value).toLowerCase() : value);
  const wanted = new Set(values.map((value) => fold(convertForQuery(field, value))));
  const matcher = constant((document) => view.values(document, field).some((value) => wanted.has(fold(value))), boost);
  // of dates each is a clause; values of other types are one together
  if (field.type === 'date' && values.length > mostClauses) throw tooManyClauses(mostClauses);
  return field.type === 'date' ? { ...matcher, clauses: values.length } : matcher;
}

export function range(body: unknown, view: View): Matcher {
  const [path, given] = onlyField('range', body);
  const options = optionsOf('range', given, ['gt', 'gte', 'lt', 'lte', 'boost']);
  const field = searchable(view, path);
  if (!field) return matchNone;
  if (field.type === 'text') throw notModelled(`[range] on text field [${path}]`);
  const bound = (name: string, roundsUp: boolean) =>
    options[name] === undefined || options[name] === null ? undefined : boundOf(field, options[name], roundsUp);
  const [gt, gte, lt, lte] = [bound('gt', true), bound('gte', false), bound('lt', false), bound('lte', true)];
  const within = (value: FieldValue) =>
    (gt === undefined || value > gt) &&
    (gte === undefined || value >= gte) &&
    (lt === undefined || value < lt) &&
    (lte === undefined || value <= lte);
  return constant((document) => view.values(document, field).some(within), Number(options.boost ?? 1));
}

/** OpenSearch guide, range: what a date leaves out is taken at its end by `gt` and `lte`, at its beginning by `gte` and `lt`. */
function boundOf(field: Field, bound: unknown, roundsUp: boolean): FieldValue {
  const text = textOfScalar(bound);
  if (field.type === 'date' && /now|\|\|/.test(text)) throw notModelled(`date math [${text}]`);
  const value = convertForQuery(field, bound);
  if (field.type !== 'date' || !roundsUp) return value;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Number(value) + 86_399_999;
  if (/T\d\d:\d\d(Z|[+-].*)?$/.test(text)) return Number(value) + 59_999;
  return value;
}

function convertForQuery(field: Field, value: unknown): FieldValue {
  try {
    const converted = convert(field.type, value);
    if (converted !== undefined) return converted;
    throw new Error('empty String');
  } catch (error) {
    const text = textOfScalar(value);
    if (field.type === 'boolean') throw cannotQuery(`Can't parse boolean value [${text}], expected [true] or [false]`);
    const { message } = error as Error;
    if (field.type === 'date') throw new ShardFailure(400, 'parse_exception', `${message}: [${message}]`);
    throw cannotQuery((error as Error).message);
  }
}

function listOf(clause: string, values: unknown): readonly unknown[] {
  if (!Array.isArray(values)) throw parsing(`[${clause}] query needs an array of values`);
  return values;
}
