import type { SearchModel } from '../search-model.ts';
import type { Contract, Field, SearchUse, Shape } from './contract.ts';
import { derivedNote } from './derived-note.ts';
import { isDate } from './read-shape.ts';

type Mapping = Record<string, unknown>;

/**
 * The mapping of the search index. Fields that the contract does not name are returned and never searched (`dynamic: false`),
 * so that an item with a surprise in it still arrives.
 */
export function opensearchMapping(contract: Contract): Mapping {
  return {
    dynamic: false,
    properties: {
      ...properties(contract.fields, new Set(contract.key.map(({ name }) => name))),
      // the index's own data about a document: see processors/indexer/document.ts
      stream: { properties: { deleted: { type: 'boolean' }, version: { type: 'long' } } },
    },
  };
}

function properties(fields: readonly Field[], keys: ReadonlySet<string>): Mapping {
  return Object.fromEntries(
    fields.map(({ name, shape, search }) => [
      name,
      keys.has(name) && shape.kind === 'string' ? keyword : fieldMapping(shape, search),
    ]),
  );
}

const keyword = { type: 'keyword', ignore_above: 1024 };

function fieldMapping(shape: Shape, search: readonly SearchUse[]): Mapping {
  switch (shape.kind) {
    case 'array':
      return fieldMapping(shape.items, search);
    case 'object':
      return { properties: properties(shape.fields, new Set()) };
    case 'free':
      // kept in the source, whatever it holds; nothing of it is indexed
      return { type: 'object', enabled: false };
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'long' };
    case 'number':
      return { type: 'double' };
    case 'string':
      if (shape.base64) return { type: 'binary' };
      if (isDate(shape.format)) return { type: 'date' };
      if (search.includes('none')) return { type: 'keyword', index: false, doc_values: false };
      return isText(search) ? { type: 'text', fields: { keyword } } : keyword;
  }
}

const isText = (search: readonly SearchUse[]) => search.includes('text') || search.includes('suggest');

/** The TypeScript of what a query may name. */
export const searchModel = (contract: Contract, role: string, schemaFile: string): string => `${derivedNote(schemaFile)}
import type { SearchModel } from '../search-model.ts';

/** What a search for a ${contract.title} may name. */
export const ${role}Search: SearchModel = ${JSON.stringify(searchNames(contract), null, 2)};
`;

/** What a query may name: the field of the contract -> the field of the index, and how it compares. */
export function searchNames(contract: Contract): SearchModel {
  const names: Names = {
    key: contract.key.map(({ name }) => name),
    text: [],
    suggest: [],
    facets: {},
    filters: {},
    sort: {},
  };
  collect(contract.fields, '', new Set(names.key), names);
  return names;
}

/** A search model that is being put together. */
interface Names extends SearchModel {
  text: string[];
  suggest: string[];
  facets: Record<string, string>;
  filters: Record<string, SearchModel['filters'][string]>;
  sort: Record<string, string>;
}

function collect(fields: readonly Field[], prefix: string, keys: ReadonlySet<string>, model: Names): void {
  for (const { name, shape, search } of fields) {
    const path = prefix + name;
    const single = shape.kind === 'array' ? shape.items : shape;
    if (single.kind === 'object') collect(single.fields, `${path}.`, new Set(), model);
    if (single.kind === 'object' || single.kind === 'array' || single.kind === 'free' || search.includes('none'))
      continue;
    const isKey = keys.has(path);
    const text = isText(search) && !isKey;
    if (text) model.text.push(path);
    if (search.includes('suggest') && !isKey) model.suggest.push(path);
    const type =
      single.kind === 'string'
        ? isDate(single.format)
          ? 'date'
          : 'keyword'
        : single.kind === 'boolean'
          ? 'boolean'
          : 'number';
    if (single.kind === 'string' && single.base64) continue;
    const exact = text ? `${path}.keyword` : path;
    model.filters[path] = { field: exact, type };
    if (shape.kind !== 'array') model.sort[path] = exact;
    if (search.includes('facet')) model.facets[path] = exact;
  }
}
