import type { Item } from '../types.ts';
import { invalid } from './problem.ts';
import { text, type Input } from './request.ts';
import type { Placeholders } from './tokens.ts';

/** What an answer has of an item. Top-level attributes only. */
export function projectionOf(input: Input, placeholders: Placeholders): (item: Item) => Item {
  if (input['ProjectionExpression'] === undefined) return (item) => item;
  const names = text(input, 'ProjectionExpression')
    .split(',')
    .map((part) => part.trim())
    .map((part) => (part.startsWith('#') ? placeholders.name(part, 'ProjectionExpression') : part));
  const nested = names.find(
    (name) => /[.[\s]/.test(name) && !Object.values(input['ExpressionAttributeNames'] ?? {}).includes(name),
  );
  if (nested !== undefined)
    throw invalid(`Invalid ProjectionExpression: the path ${nested} is not modelled by the local runtime`);
  return (item) => only(item, names);
}

export const only = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
