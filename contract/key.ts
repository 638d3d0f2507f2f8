import type { Field } from './contract.ts';
import { refusedShape } from './read-shape.ts';

/** Names the fields that identify an event. */
export const keyAnnotation = 'x-stream-key';

const keyKinds: readonly string[] = ['string', 'integer', 'number'];
const mostNamed = 10;

/** Fields of the root that hold one text or number. Those that are always there come first. */
export function keyOf(annotation: unknown, fields: readonly Field[], problems: string[]): string[] {
  if (annotation === undefined) return [];
  const given = [annotation].flat() as unknown[];
  const able = fields.filter(({ shape }) => keyKinds.includes(shape.kind)).map(({ name }) => name);
  if (given.length === 0 || new Set(given).size !== given.length)
    problems.push(`"${keyAnnotation}": expected field names that all differ, for example ${keyHelp(fields)}`);
  for (const name of given.filter((each) => !able.some((field) => field === each)))
    problems.push(`"${keyAnnotation}": ${JSON.stringify(name)} cannot be a key; ${ableFields(fields)}`);
  return able.filter((name) => given.includes(name)).toSorted((a, b) => given.indexOf(a) - given.indexOf(b));
}

/** A field of a key is always there: the schema may leave that open. */
export const asKey = (field: Field): Field => ({
  ...field,
  required: true,
  shape: { ...field.shape, nullable: false },
});

export const isAlwaysThere = ({ required, shape }: Field): boolean => required && !shape.nullable;

/** What a key may be, where there is none yet. */
export const keyHelp = (fields: readonly Field[]): string =>
  `["${suggested(fields)[0] ?? 'id'}"]; ${ableFields(fields)}`;

function ableFields(fields: readonly Field[]): string {
  const names = suggested(fields).map((name) => JSON.stringify(name));
  const listed = [...names.slice(0, mostNamed), ...(names.length > mostNamed ? ['…'] : [])].join(', ');
  return `fields that can be a key: ${listed || 'none (a key field is a string or a number)'}`;
}

/** Required fields, where there are any. */
function suggested(fields: readonly Field[]): string[] {
  const able = fields.filter(({ shape }) => keyKinds.includes(shape.kind) && shape !== refusedShape);
  const there = able.filter(isAlwaysThere);
  return (there.length > 0 ? there : able).map(({ name }) => name);
}
