import type { AttributeValue, Item } from '../types.ts';
import { compareValues, sameValue } from './attribute-value.ts';
import { invalid } from './problem.ts';
import { Tokens, type Placeholders } from './tokens.ts';

/** What a query asks of the key of a table or an index. */
export interface KeyCondition {
  readonly partition: AttributeValue;
  /** Whether the sort key of an item is meant; the partition is another matter. */
  readonly inRange: (item: Item) => boolean;
}

/** One part of the expression: what it asks of an attribute. */
interface Part {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly AttributeValue[];
}

type Test = (value: AttributeValue, ...values: readonly AttributeValue[]) => boolean;

/** DynamoDB guide, Query.KeyConditionExpressions: what may be asked of a sort key. */
const tests: Readonly<Record<string, Test>> = {
  '=': (value, wanted) => sameValue(value, wanted!),
  '<': (value, wanted) => order(value, wanted!) < 0,
  '<=': (value, wanted) => order(value, wanted!) <= 0,
  '>': (value, wanted) => order(value, wanted!) > 0,
  '>=': (value, wanted) => order(value, wanted!) >= 0,
  BETWEEN: (value, low, high) => order(value, low!) >= 0 && order(value, high!) <= 0,
  begins_with: (value, start) => beginsWith(value, start!),
};

/** An equality of the partition key, and no more than one condition of the sort key. */
export function readKeyCondition(
  expression: string,
  placeholders: Placeholders,
  [partitionKey, sortKey]: readonly string[],
): KeyCondition {
  const tokens = new Tokens('KeyConditionExpression', expression, placeholders);
  const parts = [part(tokens)];
  while (tokens.accept('AND')) parts.push(part(tokens));
  if (tokens.next !== undefined) throw tokens.unexpected();
  const partition = parts.find(({ attribute }) => attribute === partitionKey);
  const others = parts.filter((each) => each !== partition);
  if (!partition) throw invalid(`Query condition missed key schema element: ${partitionKey}`);
  if (partition.operator !== '=' || others.length > 1) throw invalid('Query key condition not supported');
  const [range] = others;
  if (range && range.attribute !== sortKey) {
    throw invalid(
      sortKey === undefined
        ? 'Query key condition not supported'
        : `Query condition missed key schema element: ${sortKey}`,
    );
  }
  return {
    partition: partition.values[0]!,
    inRange: (item) => range === undefined || tests[range.operator]!(item[range.attribute]!, ...range.values),
  };
}

function part(tokens: Tokens): Part {
  if (tokens.accept('(')) {
    const inner = part(tokens);
    tokens.expect(')');
    return inner;
  }
  if (tokens.following === '(') {
    const operator = tokens.take();
    if (operator !== 'begins_with') throw tokens.notModelled(`the function ${operator}`);
    tokens.expect('(');
    const attribute = tokens.name();
    tokens.expect(',');
    const values = [tokens.value()];
    tokens.expect(')');
    return { attribute, operator, values };
  }
  const attribute = tokens.name();
  if (tokens.accept('BETWEEN')) {
    const low = tokens.value();
    tokens.expect('AND');
    return { attribute, operator: 'BETWEEN', values: [low, tokens.value()] };
  }
  const operator = tokens.next ?? '';
  if (!Object.hasOwn(tests, operator)) throw tokens.unexpected();
  tokens.take();
  return { attribute, operator, values: [tokens.value()] };
}

/** Values of one key have one type: an expression with another one finds nothing here, and is refused by DynamoDB. */
function order(a: AttributeValue, b: AttributeValue): number {
  const result = compareValues(a, b);
  if (result === undefined)
    throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
  return result;
}

function beginsWith(value: AttributeValue, start: AttributeValue): boolean {
  if ('S' in value && 'S' in start) return value.S.startsWith(start.S);
  if ('B' in value && 'B' in start) return Buffer.compare(value.B.subarray(0, start.B.length), start.B) === 0;
  throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
}
