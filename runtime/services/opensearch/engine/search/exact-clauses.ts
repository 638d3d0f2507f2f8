import type { StoredDocument } from '../documents/documents.ts';
import type { FieldValue } from '../documents/field.ts';
import { leavesOf } from '../documents/leaves.ts';
import { isMetadata } from '../documents/metadata.ts';
import { isObject } from '../exact-json.ts';
import { illegalArgument, notModelled, parsing, Problem, ShardFailure, tooManyClauses } from '../problem.ts';
import { cannotQuery, onlyField, optionsOf, searchable } from './clause.ts';
import { constant, mostClauses, nothingMapped, type Matcher } from './matcher.ts';
import { queryText, wantedBy, wantedOn, type Side, type Wanted } from './query-values.ts';
import { wordMatcher } from './relevance.ts';
import type { View } from './view.ts';

export function ids(body: unknown, _view: View): Matcher {
  const { values, boost } = optionsOf('ids', body, ['values', 'boost']);
  const given = listOf('ids', values);
  if (given.includes(null)) throw notText('ids');
  return withId(given, Number(boost ?? 1));
}

const notText = (clause: string): Problem => {
  const reason = `[${clause}] failed to parse field [values]`;
  return new Problem(400, 'parsing_exception', reason, { type: 'x_content_parse_exception', reason });
};

function withId(values: readonly unknown[], boost: number): Matcher {
  if (values.includes('')) throw cannotQuery("Ids can't be empty");
  const wanted = new Set(values.map(queryText));
  return constant(({ id }) => wanted.has(id), boost);
}

export function exists(body: unknown, view: View): Matcher {
  const { field, boost } = optionsOf('exists', body, ['field', 'boost']);
  const path = String(field ?? '');
  if (path === '') throw illegalArgument('field name is null or empty');
  if (path === '_id') return constant(() => true, Number(boost ?? 1));
  if (isMetadata(path) || /^\.+$/.test(path)) throw notModelled(`[exists] of the metadata field [${path}]`);
  const known = view.mapping.field(path);
  if (known === undefined && view.mapping.object(path) === undefined) return nothingMapped;
  const has = (document: StoredDocument): boolean => {
    if (known) return view.values(document, known).length > 0;
    return [...leavesOf(document).keys()].some((leaf) => leaf.startsWith(`${path}.`));
  };
  return constant(has, Number(boost ?? 1));
}

export function term(body: unknown, view: View): Matcher {
  const [path, given] = onlyField('term', body);
  if (given === null) throw illegalArgument('field name is null or empty');
  const options = isObject(given) ? optionsOf('term', given, ['value', 'boost', 'case_insensitive']) : { value: given };
  if (options.value === null || options.value === undefined) throw illegalArgument('value cannot be null');
  return equals(view, path, [options.value], Number(options.boost ?? 1), options.case_insensitive === true);
}

export function terms(body: unknown, view: View): Matcher {
  const { boost, ...fields } = isObject(body) ? body : {};
  const [path, given] = onlyField('terms', fields);
  const values = listOf('terms', given);
  if (values.includes(null)) throw parsing('No value specified for terms query');
  return equals(view, path, values, Number(boost ?? 1), false);
}

/** A document matches when one of its values is one of these. */
export function equals(
  view: View,
  path: string,
  values: readonly unknown[],
  boost: number,
  ignoreCase: boolean,
): Matcher {
  if (path === '_id') {
    if (ignoreCase) throw notModelled('[case_insensitive] on [_id]');
    return withId(values, boost);
  }
  const field = searchable(view, path);
  if (!field) return nothingMapped;
  if (ignoreCase && !['text', 'keyword', 'boolean'].includes(field.type)) {
    const type = `[${path}] field which is of type [${field.type}], does not support case insensitive term queries`;
    throw new ShardFailure(400, 'query_shard_exception', type);
  }
  if (ignoreCase && field.type === 'text') throw notModelled(`[case_insensitive] on text field [${path}]`);
  if (field.type === 'text') return wordMatcher(view, field, new Set(values.map(queryText)), boost);
  const wanted = ignoreCase && field.type === 'keyword' ? inAnyCase(values) : wantedBy(field, values);
  const matcher = constant((document) => view.values(document, field).some(wanted), boost);
  // of dates each is a clause; values of other types are one together
  if (field.type === 'date' && values.length > mostClauses) throw tooManyClauses(mostClauses);
  return field.type === 'date' ? { ...matcher, clauses: values.length } : matcher;
}

function inAnyCase(values: readonly unknown[]): Wanted {
  const folded = new Set(values.map((value) => queryText(value).toLowerCase()).filter((text) => text !== ''));
  return (value) => folded.has(String(value).toLowerCase());
}

function rangeOfIds(bounds: object): Matcher {
  if (Object.values(bounds).some((bound) => bound !== null))
    throw cannotQuery('Field [_id] of type [_id] does not support range queries');
  return constant(() => true, 1);
}

export function range(body: unknown, view: View): Matcher {
  const [path, given] = onlyField('range', body);
  const { boost, ...bounds } = optionsOf('range', given, ['gt', 'gte', 'lt', 'lte', 'boost']);
  const field = path === '_id' ? undefined : searchable(view, path);
  if (!field) return path === '_id' ? rangeOfIds(bounds) : nothingMapped;
  const wanted = Object.entries(bounds)
    .filter(([, bound]) => bound !== null && bound !== undefined)
    .map(([side, bound]) => wantedOn(field, side as Side, bound));
  const within = (value: FieldValue) => wanted.every((holds) => holds(value));
  const valuesOf = (document: StoredDocument): Iterable<FieldValue> =>
    field.type === 'text' ? view.words(document, field).keys() : view.values(document, field);
  return constant((document) => [...valuesOf(document)].some(within), Number(boost ?? 1));
}

function listOf(clause: string, values: unknown): readonly unknown[] {
  if (!Array.isArray(values)) throw parsing(`[${clause}] query needs an array of values`);
  return values;
}
