import type { AttributeValue, Item } from '../types.ts';
import { invalid } from './problem.ts';
import type { Tokens } from './tokens.ts';

/** Attribute, then names of map members and indexes of list elements (guide, Expressions.Attributes). */
export type DocumentPath = readonly [string, ...(string | number)[]];

export function readPath(tokens: Tokens): DocumentPath {
  const path: [string, ...(string | number)[]] = [tokens.name()];
  for (;;) {
    const index = /^\[(\d+)\]$/.exec(tokens.next ?? '')?.[1];
    if (index !== undefined) {
      tokens.take();
      path.push(Number(index));
    } else if (tokens.accept('.')) path.push(tokens.name());
    else return path;
  }
}

export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) value = value && memberOf(value, step);
  return value;
}

/** The item with another value at the path; the item itself stays. What the path leads through has to be there. */
export function withValue(item: Item, path: DocumentPath, value: AttributeValue | undefined): Item {
  return (changed({ M: item }, path, value) as { M: Item }).M;
}

function memberOf(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? value.M[step] : undefined;
}

function changed(
  value: AttributeValue,
  [step, ...rest]: readonly (string | number)[],
  inner: AttributeValue | undefined,
): AttributeValue {
  const member = memberOf(value, step!);
  if (rest.length > 0 && member === undefined) throw wrongPath();
  const after = rest.length > 0 ? changed(member!, rest, inner) : inner;
  if (typeof step === 'number' && 'L' in value) {
    if (after === undefined) return { L: value.L.toSpliced(step, 1) };
    // "If you add an element beyond the end, it is appended": guide, Expressions.UpdateExpressions
    return { L: value.L.toSpliced(Math.min(step, value.L.length), 1, after) };
  }
  if (typeof step !== 'string' || !('M' in value)) throw wrongPath();
  const { [step]: _, ...others } = value.M;
  return { M: after === undefined ? others : { ...value.M, [step]: after } };
}

const wrongPath = () => invalid('The document path provided in the update expression is invalid for update');
