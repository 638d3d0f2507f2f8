import type { Field } from './contract.ts';

/** Names the fields that identify an event. */
export const keyAnnotation = 'x-stream-key';

/** Required fields of the root that hold one text or number. */
export function keyOf(annotation: unknown, fields: readonly Field[], problems: string[]): string[] {
  if (annotation === undefined) return [];
  const given = [annotation].flat() as unknown[];
  const able = keyFields(fields);
  if (given.length === 0 || new Set(given).size !== given.length)
    problems.push(`"${keyAnnotation}": expected field names that all differ, for example ${keyHelp(fields)}`);
  for (const name of given.filter((each) => !able.some((field) => field === each)))
    problems.push(`"${keyAnnotation}": ${JSON.stringify(name)} cannot be a key; ${ableFields(fields)}`);
  return able.filter((name) => given.includes(name)).toSorted((a, b) => given.indexOf(a) - given.indexOf(b));
}

const keyFields = (fields: readonly Field[]): string[] =>
  fields
    .filter(({ shape, required }) => required && !shape.nullable && keyKinds.includes(shape.kind))
    .map((f) => f.name);
const keyKinds: readonly string[] = ['string', 'integer', 'number'];

/** What a key may be, where there is none yet. */
export const keyHelp = (fields: readonly Field[]): string =>
  `["${keyFields(fields)[0] ?? 'id'}"]; ${ableFields(fields)}`;

const ableFields = (fields: readonly Field[]): string =>
  `fields that can be a key: ${
    keyFields(fields)
      .map((name) => JSON.stringify(name))
      .join(', ') || 'none (a key field is required, and a string or a number)'
  }`;
