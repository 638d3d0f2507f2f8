import type { RequestContext } from './request-context.ts';
import { likeArn, likeText, unquoted } from './pattern.ts';
import { withVariables } from './variables.ts';

/** One key of a condition block: { StringEquals: { 's3:ResourceAccount': '111122223333' } }. */
export interface Condition {
  /** With its prefix and suffix, as written. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

type Compare = (expected: string, actual: string) => boolean;

const number =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (expected, actual) =>
    compare(Number(actual), Number(expected));
/** "W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time". */
const instant = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
const date =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (expected, actual) =>
    compare(instant(actual), instant(expected));
/** Variables bring quoted wildcards; where wildcards mean nothing, they are plain characters. */
const same: Compare = (expected, actual) => unquoted(expected) === actual;
const sameIgnoringCase: Compare = (expected, actual) => unquoted(expected).toLowerCase() === actual.toLowerCase();
const not = (compare: Compare) => ({ compare, negated: true });
const is = (compare: Compare) => ({ compare, negated: false });

/** IAM user guide, reference_policies_elements_condition_operators. */
const operators: Readonly<Record<string, { readonly compare: Compare; readonly negated: boolean }>> = {
  StringEquals: is(same),
  StringNotEquals: not(same),
  StringEqualsIgnoreCase: is(sameIgnoringCase),
  StringNotEqualsIgnoreCase: not(sameIgnoringCase),
  StringLike: is(likeText),
  StringNotLike: not(likeText),
  // "The ArnEquals and ArnLike condition operators behave identically."
  ArnEquals: is(likeArn),
  ArnLike: is(likeArn),
  ArnNotEquals: not(likeArn),
  ArnNotLike: not(likeArn),
  Bool: is(sameIgnoringCase),
  NumericEquals: is(number((actual, expected) => actual === expected)),
  NumericNotEquals: not(number((actual, expected) => actual === expected)),
  NumericLessThan: is(number((actual, expected) => actual < expected)),
  NumericLessThanEquals: is(number((actual, expected) => actual <= expected)),
  NumericGreaterThan: is(number((actual, expected) => actual > expected)),
  NumericGreaterThanEquals: is(number((actual, expected) => actual >= expected)),
  DateEquals: is(date((actual, expected) => actual === expected)),
  DateNotEquals: not(date((actual, expected) => actual === expected)),
  DateLessThan: is(date((actual, expected) => actual < expected)),
  DateLessThanEquals: is(date((actual, expected) => actual <= expected)),
  DateGreaterThan: is(date((actual, expected) => actual > expected)),
  DateGreaterThanEquals: is(date((actual, expected) => actual >= expected)),
};

const form = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/;

export const isModelled = ({ operator }: Condition): boolean => {
  const [, , name = ''] = form.exec(operator)!;
  return name === 'Null' || Object.hasOwn(operators, name);
};

/** Throws for an operator that is not modelled: the answer would be a guess. */
export function holds(condition: Condition, context: RequestContext, readsVariables: boolean): boolean {
  const { operator, key, values } = condition;
  const [, set, name = '', ifExists] = form.exec(operator)!;
  const actual = context.values(key);
  // "true: the key doesn't exist; false: the key exists and its value is not null"
  if (name === 'Null') return values.some((value) => (value.toLowerCase() === 'true') === (actual === undefined));
  const known = isModelled(condition) ? operators[name] : undefined;
  if (!known) {
    throw new Error(`The condition operator ${operator} (of ${key}) is not modelled by the local runtime.`);
  }
  const { compare, negated } = known;
  if (actual === undefined || actual.length === 0) {
    // "If the key is not present, evaluate the condition element as true" (IfExists); ForAllValues "also returns true";
    // "the values do not match and the condition is false. If the condition requires that the key is not matched, … true"
    if (ifExists !== undefined || set === 'ForAllValues') return true;
    return set === undefined && negated;
  }
  const expected = readsVariables ? values.map((value) => withVariables(value, context)) : values;
  // several values in a policy are alternatives (OR); of a negated operator none may match (NOR)
  const fits = (value: string): boolean =>
    expected.some((each) => each !== undefined && compare(each, value)) !== negated;
  if (set === 'ForAllValues') return actual.every(fits);
  if (set === 'ForAnyValue') return actual.some(fits);
  return negated ? actual.every(fits) : actual.some(fits);
}
