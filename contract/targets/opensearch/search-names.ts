import type { SearchModel } from '../../../templates/project/contract/search-model.ts';
import type { Contract, Field } from '../../contract.ts';
import { exactTexts, type HasExact } from './exact-text.ts';
import { isDate, isText, searchUses } from './search-uses.ts';

/** What a query may name: the field of the contract -> the field of the index, and how it compares. */
export function searchNames(contract: Contract): SearchModel {
  const names: Names = {
    key: contract.key,
    text: [],
    suggest: [],
    facets: {},
    filters: {},
    sort: {},
  };
  collect(contract.fields, '', new Set(names.key), exactTexts(contract), names);
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

function collect(
  fields: readonly Field[],
  prefix: string,
  keys: ReadonlySet<string>,
  hasExact: HasExact,
  model: Names,
): void {
  for (const field of fields) {
    const { name, shape } = field;
    const search = searchUses(field);
    const path = prefix + name;
    const single = shape.kind === 'array' ? shape.items : shape;
    if (single.kind === 'object') collect(single.fields, `${path}.`, new Set(), hasExact, model);
    if (single.kind === 'object' || single.kind === 'array' || single.kind === 'free' || search.includes('none'))
      continue;
    const isKey = keys.has(path);
    const text = isText(search) && !isKey;
    if (text) model.text.push(path);
    if (search.includes('suggest') && !isKey) model.suggest.push(path);
    const type = single.kind === 'string' ? (isDate(single.format) ? 'date' : 'keyword') : single.kind;
    if (single.kind === 'string' && single.base64) continue;
    if (text && !hasExact(search)) continue;
    const exact = text ? `${path}.keyword` : path;
    model.filters[path] = { field: exact, type };
    if (shape.kind !== 'array') model.sort[path] = exact;
    if (search.includes('facet')) model.facets[path] = exact;
  }
}
