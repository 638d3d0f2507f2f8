import type { Field, Shape } from '../../contract.ts';

/** Says what search does with a field. */
export const searchAnnotation = 'x-stream-search';

/**
 * `text`: found by its words. `facet`: counted by value, and filtered by it. `suggest`: completed while somebody types, and
 * weighed more than other text. `none`: returned, never searched.
 */
export type SearchUse = 'text' | 'facet' | 'suggest' | 'none';
const allUses: readonly string[] = ['text', 'facet', 'suggest', 'none'] satisfies SearchUse[];

/** What search does with a field, as its annotation says it or, without one, as fits its type. */
export function searchUses({ shape, annotations }: Field): readonly SearchUse[] {
  const single = innermost(shape);
  if (single.kind === 'free') return ['none'];
  const given = annotations[searchAnnotation];
  if (given === undefined) return fitting(single);
  const uses = [given].flat() as SearchUse[];
  return uses.includes('none') ? ['none'] : uses;
}

/** Why search cannot do with a field what its annotation says, in a sentence. */
export function searchProblem({ shape, annotations }: Field): string | undefined {
  const single = innermost(shape);
  const given = annotations[searchAnnotation];
  if (given === undefined || single.kind === 'free') return undefined;
  const uses = [given].flat() as unknown[];
  const unknown = uses.find((use) => !allUses.includes(use as string));
  const told = `"${searchAnnotation}":`;
  if (unknown !== undefined)
    return `${told} ${JSON.stringify(unknown)} is not supported; expected ${allUses.join(', ')}`;
  const textual = single.kind === 'string' && !single.base64 && !isDate(single.format);
  if (single.kind === 'object' && uses.some((use) => use !== 'none'))
    return `${told} set it on the fields of an object, not on the object`;
  if (!textual && (uses.includes('text') || uses.includes('suggest')))
    return `${told} only text can be "text" or "suggest"`;
  return undefined;
}

const innermost = (shape: Shape): Shape => (shape.kind === 'array' ? shape.items : shape);

function fitting(shape: Shape): SearchUse[] {
  if (shape.kind === 'boolean') return ['facet'];
  if (shape.kind === 'integer' || shape.kind === 'number') return shape.values ? ['facet'] : [];
  if (shape.kind !== 'string') return [];
  if (shape.values) return ['facet'];
  return shape.base64 ? ['none'] : isDate(shape.format) ? [] : ['text'];
}

export const isText = (uses: readonly SearchUse[]): boolean => uses.includes('text') || uses.includes('suggest');

/** OpenSearch has one type for both. */
export const isDate = (format: string | undefined): boolean => format === 'date' || format === 'date-time';
