import type { Contract, Field } from '../../contract.ts';
import { isDate, isText, searchUses, type SearchUse } from './search-uses.ts';

/** Fields of an index at most (index.mapping.total_fields.limit); objects count, and so does each second form of a text. */
export const mostFields = 1000;

/** Whether a text is in the index as a whole, beside its words: it can be filtered, sorted and counted by then. */
export type HasExact = (uses: readonly SearchUse[]) => boolean;

/** All texts, where an index takes as many fields; those that are counted by value, where it does not. */
export function exactTexts(contract: Contract): HasExact {
  const all: HasExact = () => true;
  return fieldCount(contract, all) <= mostFields ? all : (uses) => uses.includes('facet');
}

/** How many fields the index of an event has. */
export const fieldCount = ({ fields, key }: Contract, hasExact: HasExact): number =>
  ownFields + countOf(fields, key, hasExact);

/** `stream`, with what the index keeps about a document. */
const ownFields = 5;

function countOf(fields: readonly Field[], keys: readonly string[], hasExact: HasExact): number {
  return fields.reduce((count, field) => {
    const single = field.shape.kind === 'array' ? field.shape.items : field.shape;
    if (single.kind === 'object') return count + 1 + countOf(single.fields, [], hasExact);
    const uses = searchUses(field);
    const isWords = single.kind === 'string' && !isDate(single.format) && isText(uses) && !keys.includes(field.name);
    return count + (isWords && hasExact(uses) ? 2 : 1);
  }, 0);
}
