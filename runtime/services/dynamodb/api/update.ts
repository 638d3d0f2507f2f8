import type { AttributeValue, Item } from '../types.ts';
import { readPath, valueAt, withValue, type DocumentPath } from './document-path.ts';
import { addNumbers, subtractNumbers } from './number.ts';
import { invalid } from './problem.ts';
import { Tokens, type Placeholders } from './tokens.ts';

export interface Update {
  /** The top-level attributes that it touches. */
  readonly attributes: readonly string[];
  apply(item: Item): Item;
}
/** Computed from the item as it was before the update: guide, Expressions.UpdateExpressions. */
type Expression = (before: Item) => AttributeValue;
interface Action {
  readonly path: DocumentPath;
  /** Undefined removes. */
  readonly value: Expression | undefined;
}

/** SET (values, paths, `if_not_exists`, `list_append`, + and -) and REMOVE. ADD and DELETE are refused. */
export function readUpdate(expression: string, placeholders: Placeholders): Update {
  const tokens = new Tokens('UpdateExpression', expression, placeholders);
  const actions: Action[] = [];
  const seen = new Set<string>();
  while (tokens.next !== undefined) {
    const section = tokens.take().toUpperCase();
    if (section !== 'SET' && section !== 'REMOVE') throw tokens.notModelled(`the section ${section}`);
    if (seen.has(section)) throw invalid(`Invalid UpdateExpression: The "${section}" section can only be used once`);
    seen.add(section);
    do actions.push(section === 'SET' ? assignment(tokens) : { path: readPath(tokens), value: undefined });
    while (tokens.accept(','));
  }
  refuseOverlaps(actions.map(({ path }) => path));
  return { attributes: [...new Set(actions.map(({ path }) => path[0]))], apply: (item) => applied(item, actions) };
}

function applied(before: Item, actions: readonly Action[]): Item {
  const values = actions.map(({ value }) => value?.(before));
  let item = before;
  actions.forEach(({ path, value }, at) => {
    if (value) item = withValue(item, path, values[at]);
  });
  // the last elements of a list first: the others keep their places
  const removals = actions.filter(({ value }) => !value).toSorted((a, b) => lastIndex(b.path) - lastIndex(a.path));
  for (const { path } of removals) if (valueAt(item, path)) item = withValue(item, path, undefined);
  return item;
}

const lastIndex = (path: DocumentPath): number => {
  const last = path.at(-1);
  return typeof last === 'number' ? last : 0;
};

function assignment(tokens: Tokens): Action {
  const path = readPath(tokens);
  tokens.expect('=');
  const left = operand(tokens);
  const operator = tokens.next === '+' || tokens.next === '-' ? tokens.take() : undefined;
  if (operator === undefined) return { path, value: left };
  const right = operand(tokens);
  const compute = operator === '+' ? addNumbers : subtractNumbers;
  return { path, value: (before) => ({ N: compute(numberOf(left(before)), numberOf(right(before))) }) };
}

function operand(tokens: Tokens): Expression {
  if (tokens.next?.startsWith(':')) {
    const value = tokens.value();
    return () => value;
  }
  if (tokens.following === '(') return call(tokens);
  const path = readPath(tokens);
  return (before) => {
    const value = valueAt(before, path);
    if (!value) throw invalid('The provided expression refers to an attribute that does not exist in the item');
    return value;
  };
}

function call(tokens: Tokens): Expression {
  const name = tokens.take();
  tokens.expect('(');
  const value = ((): Expression => {
    if (name === 'if_not_exists') {
      const path = readPath(tokens);
      tokens.expect(',');
      const otherwise = operand(tokens);
      return (before) => valueAt(before, path) ?? otherwise(before);
    }
    if (name !== 'list_append') throw tokens.notModelled(`the function ${name}`);
    const first = operand(tokens);
    tokens.expect(',');
    const second = operand(tokens);
    return (before) => ({ L: [...listOf(first(before)), ...listOf(second(before))] });
  })();
  tokens.expect(')');
  return value;
}

function refuseOverlaps(paths: readonly DocumentPath[]): void {
  const texts = paths.map((path) => JSON.stringify(path).slice(0, -1));
  texts.forEach((text, at) => {
    const overlaps = texts.some((other, place) => place !== at && (other === text || other.startsWith(`${text},`)));
    if (overlaps) throw invalid('Invalid UpdateExpression: Two document paths overlap with each other');
  });
}

function numberOf(value: AttributeValue): string {
  if ('N' in value) return value.N;
  throw invalid('An operand in the update expression has an incorrect data type');
}

function listOf(value: AttributeValue): readonly AttributeValue[] {
  if ('L' in value) return value.L;
  throw invalid('An operand in the update expression has an incorrect data type');
}
