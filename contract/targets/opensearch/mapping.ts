import type { Contract, Field, Shape } from '../../contract.ts';
import { exactTexts, type HasExact } from './exact-text.ts';
import { isDate, isText, searchUses, type SearchUse } from './search-uses.ts';

type Mapping = Record<string, unknown>;

/**
 * The mapping of the search index. It has the fields of the contract; the indexer keeps everything else of an item in
 * `stream.unindexed`, where the engine does not look (`enabled: false`).
 */
export function opensearchMapping(contract: Contract): Mapping {
  return {
    dynamic: false,
    properties: {
      ...properties(contract.fields, new Set(contract.key), exactTexts(contract)),
      // the index's own data about a document: see processors/indexer/document.ts
      stream: {
        properties: {
          deleted: { type: 'boolean' },
          malformed: { type: 'keyword' },
          unindexed: { type: 'object', enabled: false },
          version: { type: 'long' },
        },
      },
    },
  };
}

function properties(fields: readonly Field[], keys: ReadonlySet<string>, hasExact: HasExact): Mapping {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      keys.has(field.name) && field.shape.kind === 'string'
        ? keyword
        : fieldMapping(field.shape, searchUses(field), hasExact),
    ]),
  );
}

const keyword = { type: 'keyword', ignore_above: 1024 };

function fieldMapping(shape: Shape, search: readonly SearchUse[], hasExact: HasExact): Mapping {
  switch (shape.kind) {
    case 'array':
      return fieldMapping(shape.items, search, hasExact);
    case 'object':
      return { properties: properties(shape.fields, new Set(), hasExact) };
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
      if (!isText(search)) return keyword;
      return hasExact(search) ? { type: 'text', fields: { keyword } } : { type: 'text' };
  }
}
