import { mostWords, searchLimits } from '../../contract/search-limits.ts';
import type { SearchModel } from '../../contract/search-model.ts';
import { termsIn } from './terms.ts';

/** A search, with every name checked against the contract. */
export interface Query {
  words?: string;
  filters: readonly Filter[];
  /** Fields whose values are counted. */
  facets: readonly string[];
  sort: readonly { field: string; descending: boolean }[];
  page: number;
  pageSize: number;
  highlight: boolean;
}

export type Filter = { field: string } & (
  { anyOf: readonly (string | number | boolean)[] } | { from?: string | number; to?: string | number }
);

/** Completions of what somebody has typed so far. */
export interface Suggestion {
  words: string;
  limit: number;
}

export type Read<T> = { ok: true; value: T } | { ok: false; problems: string[] };

const { results: maxResults, characters: maxCharacters, clauses, pageSize, suggestions } = searchLimits;

/** The parameters of GET /search, beside filter.FIELD, and those of GET /suggest. */
export const searchParameters = ['q', 'facets', 'sort', 'page', 'pageSize', 'highlight'];
export const suggestParameters = ['q', 'limit'];

/**
 * Reads a search from its parameters:
 * q, filter.FIELD=value (repeated: any of them), filter.FIELD.from, filter.FIELD.to, facets=FIELD,FIELD or none,
 * sort=FIELD,-FIELD, page, pageSize, highlight=true.
 */
export function readQuery(parameters: URLSearchParams, model: SearchModel): Read<Query> {
  const problems: string[] = [];
  for (const name of new Set(parameters.keys()))
    if (!searchParameters.includes(name) && !name.startsWith('filter.'))
      problems.push(`${name}: expected one of ${searchParameters.join(', ')}, filter.FIELD`);

  const page = integer(parameters, 'page', 1, maxResults, problems);
  const size = integer(parameters, 'pageSize', pageSize.unasked, pageSize.most, problems);
  if (page * size > maxResults)
    problems.push(`page: only the first ${maxResults} results can be paged through; narrow the search with filters`);
  const filters = filtersOf(parameters, model, problems);
  const words = wordsOf(parameters, model.text, filters.length, problems);
  const query: Query = {
    ...(words === undefined ? {} : { words }),
    filters,
    facets: facetsOf(parameters, model, problems),
    sort: sortOf(parameters, model, problems),
    page,
    pageSize: size,
    highlight: flag(parameters, 'highlight', problems),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: query };
}

/** Reads what is to be completed: q, limit. */
export function readSuggestion(parameters: URLSearchParams, model: SearchModel): Read<Suggestion> {
  const problems: string[] = [];
  for (const name of new Set(parameters.keys()))
    if (!suggestParameters.includes(name)) problems.push(`${name}: expected one of ${suggestParameters.join(', ')}`);
  const limit = integer(parameters, 'limit', suggestions.unasked, suggestions.most, problems);
  const words = wordsOf(parameters, model.suggest, 0, problems);
  if (words === undefined && problems.length === 0) problems.push('q: expected the beginning of a word');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { words: words!, limit } };
}

function wordsOf(
  parameters: URLSearchParams,
  fields: readonly string[],
  filters: number,
  problems: string[],
): string | undefined {
  const words = parameters.get('q')?.trim();
  if (!words) return undefined;
  if (fields.length === 0) problems.push('q: the contract has no field to look for words in; use filters');
  if (isTooLong(words)) problems.push(`q: expected at most ${maxCharacters} characters`);
  const most = mostWords(fields.length, filters);
  const because = most < searchLimits.words ? `: each is looked for in ${fields.length} fields` : '';
  if (words.split(/\s+/).length > most || termsIn(words) * fields.length + filters > clauses)
    problems.push(`q: expected at most ${most} words${because}`);
  return words;
}

function filtersOf(parameters: URLSearchParams, model: SearchModel, problems: string[]): Filter[] {
  const filters = new Map<
    string,
    { anyOf: (string | number | boolean)[]; from?: string | number; to?: string | number }
  >();
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
    if (bound && target.type !== 'number' && target.type !== 'date') {
      problems.push(`${name}: only numbers and dates have a range`);
      continue;
    }
    const filter = filters.get(field) ?? { anyOf: [] };
    if (bound) filter[bound] = value as string | number;
    else filter.anyOf.push(value);
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

const valueNames = {
  keyword: 'text',
  number: 'a number',
  date: 'a date such as 2026-11-23 or 2026-11-23T10:00:00Z',
  boolean: 'true or false',
};

function filterValue(text: string, type: keyof typeof valueNames): string | number | boolean | undefined {
  if (type === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (type === 'date')
    return /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) && !Number.isNaN(Date.parse(text))
      ? text
      : undefined;
  return text === '' || isTooLong(text) ? undefined : text;
}

const isTooLong = (text: string): boolean => [...text].length > maxCharacters;

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
