import type { AttributeValue, Item } from '../types.ts';
import { compareNumbers, normalNumber } from './number.ts';
import { invalid } from './problem.ts';

type Wire = Readonly<Record<string, unknown>>;

/** An item as it comes in DynamoDB's JSON, checked and in normal form. */
export function itemOf(wire: unknown, parameter: string): Item {
  if (!isObject(wire)) throw invalid(`${parameter} has to be a map of attribute values`);
  return Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, valueOf(value)]));
}

/** DynamoDB guide, HowItWorks.NamingRulesDataTypes: the ten types and what they do not allow. */
export function valueOf(wire: unknown): AttributeValue {
  const members = isObject(wire) ? Object.entries(wire) : [];
  const [type, value] = members[0] ?? [];
  if (members.length !== 1) {
    throw invalid(
      members.length > 1
        ? 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
        : 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    );
  }
  switch (type) {
    case 'S':
      return { S: text(value) };
    case 'N':
      return { N: normalNumber(text(value)) };
    case 'B':
      return { B: bytes(value) };
    case 'BOOL':
      return { BOOL: value === true };
    case 'NULL':
      if (value === true) return { NULL: true };
      throw invalid(
        'One or more parameter values were invalid: Null attribute value types must have the value of true',
      );
    case 'M':
      return { M: itemOf(value, 'M') };
    case 'L':
      return { L: list(value).map(valueOf) };
    case 'SS':
      return { SS: set(list(value).map(text), (member) => member) };
    case 'NS':
      return {
        NS: set(
          list(value).map((member) => normalNumber(text(member))),
          (member) => member,
        ),
      };
    case 'BS':
      return { BS: set(list(value).map(bytes), (member) => Buffer.from(member).toString('base64')) };
    default:
      throw invalid(
        `Supplied AttributeValue has the type ${type}, must contain exactly one of the supported datatypes`,
      );
  }
}

/** Whether two values are the same to DynamoDB: the order of a set's members means nothing, nor that of a map's. */
export function sameValue(a: AttributeValue, b: AttributeValue): boolean {
  return canonical(a) === canonical(b);
}

/** As in sorting; undefined for values without an order between them (guide, Expressions.OperatorsAndFunctions). */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if ('N' in a && 'N' in b) return compareNumbers(a.N, b.N);
  if ('S' in a && 'S' in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if ('B' in a && 'B' in b) return Buffer.compare(a.B, b.B);
  return undefined;
}

function canonical(value: AttributeValue): string {
  if ('M' in value) {
    const entries = Object.entries(value.M).map(([name, inner]) => [name, canonical(inner)] as const);
    return `M${JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
  }
  if ('L' in value) return `L${JSON.stringify(value.L.map(canonical))}`;
  if ('B' in value) return `B${Buffer.from(value.B).toString('base64')}`;
  if ('BS' in value)
    return `BS${JSON.stringify(value.BS.map((each) => Buffer.from(each).toString('base64')).toSorted())}`;
  if ('SS' in value) return `SS${JSON.stringify(value.SS.toSorted())}`;
  if ('NS' in value) return `NS${JSON.stringify(value.NS.toSorted())}`;
  return JSON.stringify(value);
}

const isObject = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalid(`${JSON.stringify(value)} is not a text`);
}

function bytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(text(value), 'base64');
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(`${JSON.stringify(value)} is not a list`);
}

function set<T>(members: T[], identity: (member: T) => string): T[] {
  if (members.length === 0) {
    throw invalid('One or more parameter values were invalid: An number, string or binary set may not be empty');
  }
  if (new Set(members.map(identity)).size < members.length) {
    throw invalid('One or more parameter values were invalid: Input collection contains duplicates.');
  }
  return members;
}
