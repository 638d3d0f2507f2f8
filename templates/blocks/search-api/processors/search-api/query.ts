import { mostWords, searchLimits } from '../../contract/search-limits.ts';
import type { SearchModel } from '../../contract/search-model.ts';
import { readCursor } from './cursor.ts';
import { filterValue, isTooLong, valueNames, type FilterValue } from './filter-value.ts';
import { clausesOf, wordsIn } from './terms.ts';

/** A search, with every name checked against the contract. */
export interface Query {
  /** None where everything is to be found. */
  words: readonly string[];
  filters: readonly Filter[];
  /** Fields whose values are counted. */
  facets: readonly string[];
  sort: readonly { field: string; descending: boolean }[];
  /** How many items come before. */
  from: number;
  /** Items to answer at most. */
  size: number;
  pageSize: number;
  highlight: boolean;
}

export type Filter = { field: string } & ({ anyOf: readonly FilterValue[] } | { from?: FilterValue; to?: FilterValue });

/** Completions of what somebody has typed so far. */
export interface Suggestion {
  words: readonly string[];
  limit: number;
}

export type Read<T> = { ok: true; value: T } | { ok: false; problems: string[] };

const { results: maxResults, characters, clauses, filterValues, pageSize, suggestions } = searchLimits;

/** The parameters of GET /search, beside filter.FIELD, and those of GET /suggest. */
export const searchParameters = ['q', 'facets', 'sort', 'page', 'pageSize', 'cursor', 'highlight'];
export const suggestParameters = ['q', 'limit'];

/**
 * Reads a search from its parameters:
 * q, filter.FIELD=value (repeated: any of them), filter.FIELD.from, filter.FIELD.to, facets=FIELD,FIELD or none,
 * sort=FIELD,-FIELD, page or cursor, pageSize, highlight=true.
 */
export function readQuery(parameters: URLSearchParams, model: SearchModel): Read<Query> {
  const problems: string[] = [];
  for (const name of new Set(parameters.keys()))
    if (!searchParameters.includes(name) && !name.startsWith('filter.'))
      problems.push(`${name}: expected one of ${searchParameters.join(', ')}, filter.FIELD`);

  problems.push(...repeated(parameters, searchParameters));
  const filters = filtersOf(parameters, model, problems);
  const words = wordsOf(parameters, model.text, filterClauses(filters, model), problems);
  const sort = sortOf(parameters, model, problems);
  const query: Query = {
    words,
    filters,
    facets: facetsOf(parameters, model, problems),
    sort,
    ...pageOf(parameters, { words, filters, sort }, problems),
    highlight: flag(parameters, 'highlight', problems),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: query };
}

/** Reads what is to be completed: q, limit. */
export function readSuggestion(parameters: URLSearchParams, model: SearchModel): Read<Suggestion> {
  const problems: string[] = [];
  for (const name of new Set(parameters.keys()))
    if (!suggestParameters.includes(name)) problems.push(`${name}: expected one of ${suggestParameters.join(', ')}`);
  problems.push(...repeated(parameters, suggestParameters));
  const limit = integer(parameters, 'limit', suggestions.unasked, suggestions.most, problems);
  const words = wordsOf(parameters, model.suggest, 0, problems);
  if (words.length === 0 && problems.length === 0) problems.push('q: expected the beginning of a word');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { words, limit } };
}

/** Of what is given twice, one would be ignored. */
const repeated = (parameters: URLSearchParams, names: readonly string[]): string[] =>
  names.filter((name) => parameters.getAll(name).length > 1).map((name) => `${name}: expected once`);

function pageOf(
  parameters: URLSearchParams,
  search: Pick<Query, 'words' | 'filters' | 'sort'>,
  problems: string[],
): Pick<Query, 'from' | 'size' | 'pageSize'> {
  const size = integer(parameters, 'pageSize', pageSize.unasked, pageSize.most, problems);
  const page = integer(parameters, 'page', 1, maxResults, problems);
  const cursor = parameters.get('cursor');
  if (cursor === null) {
    if (page * size > maxResults)
      problems.push(`page: only the first ${maxResults} results can be paged through; narrow the search with filters`);
    return { from: (page - 1) * size, size, pageSize: size };
  }
  if (parameters.has('page')) problems.push('cursor: expected without page');
  const read = readCursor(cursor, search);
  if ('problem' in read) problems.push(`cursor: ${read.problem}`);
  const from = 'from' in read ? read.from : 0;
  return { from, size: Math.min(size, maxResults - from), pageSize: size };
}

function wordsOf(
  parameters: URLSearchParams,
  fields: readonly string[],
  filters: number,
  problems: string[],
): string[] {
  const text = parameters.get('q')?.trim() ?? '';
  if (text === '') return [];
  if (fields.length === 0) problems.push('q: the contract has no field to look for words in; use filters');
  if (isTooLong(text)) problems.push(`q: expected at most ${characters} characters`);
  const words = wordsIn(text);
  if (words.length === 0) problems.push('q: expected a letter, a digit or another sign that can be looked for');
  const most = mostWords(fields.length, filters);
  const mostTerms = Math.floor((clauses - filters) / Math.max(1, fields.length));
  const because = `each is looked for in ${fields.length} fields`;
  if (words.length > most)
    problems.push(`q: expected at most ${counted(most, 'word')}${most < searchLimits.words ? `: ${because}` : ''}`);
  else if (clausesOf(words) > mostTerms)
    problems.push(`q: expected at most ${counted(mostTerms, 'term')} ("well-known" has two): ${because}`);
  return words;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function filtersOf(parameters: URLSearchParams, model: SearchModel, problems: string[]): Filter[] {
  const filters = new Map<string, { anyOf: FilterValue[]; from?: FilterValue; to?: FilterValue }>();
  for (const [name, text] of parameters) {
    if (!name.startsWith('filter.')) continue;
    const { field, bound } = filterName(name, model);
    const target = ownValue(model.filters, field);
    if (!target) {
      problems.push(`${name}: expected filter.FIELD, where FIELD is one of ${Object.keys(model.filters).join(', ')}`);
      continue;
    }
    const value = filterValue(text, target.type);
    if (value === undefined) {
      problems.push(`${name}: expected ${valueNames[target.type]}`);
      continue;
    }
    if (bound && !ranged.includes(target.type)) {
      problems.push(`${name}: only numbers and dates have a range`);
      continue;
    }
    const filter = filters.get(field) ?? { anyOf: [] };
    if (bound && filter[bound] !== undefined) problems.push(`${name}: expected once`);
    if (bound) filter[bound] = value;
    else filter.anyOf.push(value);
    if (filter.anyOf.length === filterValues + 1) problems.push(`${name}: expected at most ${filterValues} values`);
    filters.set(field, filter);
  }
  return [...filters].flatMap(([field, { anyOf, from, to }]): Filter[] => [
    ...(anyOf.length > 0 ? [{ field, anyOf }] : []),
    ...(from === undefined && to === undefined
      ? []
      : [{ field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]),
  ]);
}

/** filter.FIELD, filter.FIELD.from, filter.FIELD.to; a field may have a name like a bound itself. */
function filterName(name: string, model: SearchModel): { field: string; bound?: 'from' | 'to' } {
  const whole = name.slice('filter.'.length);
  const [, field, bound] = /^(.+)\.(from|to)$/.exec(whole) ?? [];
  if (field === undefined || ownValue(model.filters, whole)) return { field: whole };
  return { field, bound: bound as 'from' | 'to' };
}

const ranged: readonly string[] = ['integer', 'number', 'date'];

/** The clauses that the engine makes of filters: one each, and of dates one a value. */
export const filterClauses = (filters: readonly Filter[], model: SearchModel): number =>
  filters.reduce(
    (count, filter) =>
      count + ('anyOf' in filter && model.filters[filter.field]!.type === 'date' ? filter.anyOf.length : 1),
    0,
  );

function facetsOf(parameters: URLSearchParams, model: SearchModel, problems: string[]): string[] {
  const given = parameters.get('facets');
  if (given === null) return Object.keys(model.facets);
  const facets = given.split(',').filter((name) => name !== '' && name !== 'none');
  for (const name of facets)
    if (!ownValue(model.facets, name))
      problems.push(`facets: ${name} is none of ${Object.keys(model.facets).join(', ')}`);
  return facets;
}

function sortOf(parameters: URLSearchParams, model: SearchModel, problems: string[]): Query['sort'] {
  const given = (parameters.get('sort') ?? '').split(',').filter((name) => name !== '');
  return given.map((name) => {
    const field = name.replace(/^-/, '');
    if (!ownValue(model.sort, field)) problems.push(`sort: ${field} is none of ${Object.keys(model.sort).join(', ')}`);
    return { field, descending: name.startsWith('-') };
  });
}

function integer(parameters: URLSearchParams, name: string, unasked: number, most: number, problems: string[]): number {
  const text = parameters.get(name);
  if (text === null) return unasked;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= most) return value;
  problems.push(`${name}: expected a whole number from 1 to ${most}`);
  return unasked;
}

function flag(parameters: URLSearchParams, name: string, problems: string[]): boolean {
  const text = parameters.get(name);
  if (text !== null && text !== 'true' && text !== 'false') problems.push(`${name}: expected true or false`);
  return text === 'true';
}

/** A member of its own: `constructor` is no field. */
const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
