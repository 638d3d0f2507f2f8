import type { AttributeValue, Item } from '../types.ts';
import { compareValues, sameValue } from './attribute-value.ts';
import { readPath, valueAt } from './document-path.ts';
import { invalid } from './problem.ts';
import { Tokens, type Placeholders } from './tokens.ts';

/** Says whether it holds of an item; an item that is not there has no attributes. */
export type Condition = (item: Item) => boolean;
type Operand = (item: Item) => AttributeValue | undefined;

/**
 * DynamoDB guide, Expressions.OperatorsAndFunctions: comparators, AND, OR, NOT, parentheses, BETWEEN, IN and the functions
 * below. What is missing (attribute_type, contains, size) is refused.
 */
export function readCondition(
  expression: string,
  placeholders: Placeholders,
  parameter: 'ConditionExpression' | 'FilterExpression' = 'ConditionExpression',
): Condition {
  const tokens = new Tokens(parameter, expression, placeholders);
  const condition = either(tokens);
  if (tokens.next !== undefined) throw tokens.unexpected();
  return condition;
}

function either(tokens: Tokens): Condition {
  let condition = both(tokens);
  while (tokens.accept('OR')) {
    const [left, right] = [condition, both(tokens)];
    condition = (item) => left(item) || right(item);
  }
  return condition;
}

function both(tokens: Tokens): Condition {
  let condition = negation(tokens);
  while (tokens.accept('AND')) {
    const [left, right] = [condition, negation(tokens)];
    condition = (item) => left(item) && right(item);
  }
  return condition;
}

function negation(tokens: Tokens): Condition {
  if (!tokens.accept('NOT')) return single(tokens);
  const inner = negation(tokens);
  return (item) => !inner(item);
}

function single(tokens: Tokens): Condition {
  if (tokens.accept('(')) {
    const inner = either(tokens);
    tokens.expect(')');
    return inner;
  }
  if (tokens.following === '(') return call(tokens);
  const left = operand(tokens);
  if (tokens.accept('BETWEEN')) {
    const low = operand(tokens);
    tokens.expect('AND');
    const high = operand(tokens);
    return (item) => ordered('>=')(left(item), low(item)) && ordered('<=')(left(item), high(item));
  }
  if (tokens.accept('IN')) {
    const choices = list(tokens);
    return (item) => choices.some((choice) => equal(left(item), choice(item)));
  }
  const compare = comparators[tokens.next ?? ''];
  if (!compare) throw tokens.unexpected();
  tokens.take();
  const right = operand(tokens);
  return (item) => compare(left(item), right(item));
}

type Comparison = (left: AttributeValue | undefined, right: AttributeValue | undefined) => boolean;

const equal: Comparison = (left, right) => left !== undefined && right !== undefined && sameValue(left, right);
const ordered =
  (operator: '<' | '<=' | '>' | '>='): Comparison =>
  (left, right) => {
    const order = left && right ? compareValues(left, right) : undefined;
    if (order === undefined) return false;
    return operator.startsWith('<')
      ? order < 0 || (operator === '<=' && order === 0)
      : order > 0 || (operator === '>=' && order === 0);
  };
const comparators: Readonly<Record<string, Comparison>> = {
  '=': equal,
  '<>': (left, right) => !equal(left, right),
  '<': ordered('<'),
  '<=': ordered('<='),
  '>': ordered('>'),
  '>=': ordered('>='),
};

function call(tokens: Tokens): Condition {
  const name = tokens.take();
  tokens.expect('(');
  const path = readPath(tokens);
  const condition = ((): Condition => {
    switch (name) {
      case 'attribute_exists':
        return (item) => valueAt(item, path) !== undefined;
      case 'attribute_not_exists':
        return (item) => valueAt(item, path) === undefined;
      case 'begins_with': {
        tokens.expect(',');
        const start = tokens.value();
        return (item) => beginsWith(valueAt(item, path), start);
      }
      default:
        throw tokens.notModelled(`the function ${name}`);
    }
  })();
  tokens.expect(')');
  return condition;
}

function beginsWith(value: AttributeValue | undefined, start: AttributeValue): boolean {
  if (!('S' in start || 'B' in start)) throw invalid('begins_with takes a text or bytes');
  if (value && 'S' in value && 'S' in start) return value.S.startsWith(start.S);
  if (value && 'B' in value && 'B' in start) {
    return Buffer.compare(value.B.subarray(0, start.B.length), start.B) === 0;
  }
  return false;
}

function list(tokens: Tokens): Operand[] {
  tokens.expect('(');
  const operands = [operand(tokens)];
  while (tokens.accept(',')) operands.push(operand(tokens));
  tokens.expect(')');
  return operands;
}

function operand(tokens: Tokens): Operand {
  if (tokens.next?.startsWith(':')) {
    const value = tokens.value();
    return () => value;
  }
  if (tokens.following === '(') throw tokens.notModelled(`the function ${tokens.next}`);
  const path = readPath(tokens);
  return (item) => valueAt(item, path);
}
