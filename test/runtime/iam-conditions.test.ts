import { describe, expect, it } from '@jest/globals';
import { Permissions } from '../../runtime/iam/permissions.ts';
import { stackOf } from './template-place.ts';

const role = 'arn:aws:iam::111122223333:role/shop-dev-Role';

/** Whether a statement with this condition allows a call with this context. */
function holds(condition: Record<string, unknown>, context: Record<string, string | string[]>): boolean {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition };
  const PolicyDocument = { Version: '2012-10-17', Statement: statement };
  const graph = stackOf({ Role: ['AWS::IAM::Role', { Policies: [{ PolicyName: 'p', PolicyDocument }] }] });
  return new Permissions(graph).allows(role, { action: 'x:Y', resource: '*', context });
}

const arn = 'arn:aws:sns:eu-west-1:111122223333:orders';
type Row = [rule: string, operator: string, expected: unknown, actual: string | string[] | undefined, result: boolean];

describe('condition operators (IAM user guide, reference_policies_elements_condition_operators)', () => {
  it.each<Row>([
    ['"Exact matching, case sensitive"', 'StringEquals', 'a', 'a', true],
    ['"Exact matching, case sensitive"', 'StringEquals', 'a', 'A', false],
    ['StringEquals has no wildcards', 'StringEquals', 'a*', 'ab', false],
    ['"Negated matching"', 'StringNotEquals', 'a', 'b', true],
    ['"Negated matching"', 'StringNotEquals', 'a', 'a', false],
    ['"ignoring case"', 'StringEqualsIgnoreCase', 'Team', 'tEAM', true],
    ['"Negated matching, ignoring case"', 'StringNotEqualsIgnoreCase', 'a', 'A', false],
    ['"multi-character match wildcard (*)"', 'StringLike', 'a*c', 'abbc', true],
    ['"single-character match wildcard (?)"', 'StringLike', 'a?c', 'ac', false],
    ['"Case-sensitive matching"', 'StringLike', 'a*', 'Abc', false],
    ['"Negated case-sensitive matching"', 'StringNotLike', 'a*', 'abc', false],
    ['"checks ARNs": equal', 'ArnEquals', arn, arn, true],
    ['"ArnEquals and ArnLike behave identically"', 'ArnEquals', 'arn:aws:sns:*:*:orders', arn, true],
    ['ArnLike with a wildcard in each component', 'ArnLike', 'arn:*:s?s:eu-*:*:ord*', arn, true],
    ['"Each of the six colon-delimited components … is checked separately"', 'ArnLike', 'arn:aws:sns:*', arn, false],
    ['"Case-sensitive matching of the ARN"', 'ArnLike', 'arn:aws:sns:*:*:ORDERS', arn, false],
    ['"Negated matching for ARN"', 'ArnNotLike', 'arn:aws:sns:*:*:orders', arn, false],
    ['"Negated matching for ARN"', 'ArnNotEquals', 'arn:aws:sns:*:*:other', arn, true],
    ['"Boolean matching"', 'Bool', 'true', 'true', true],
    ['a template may write it without quotes', 'Bool', false, 'true', false],
    ['numeric', 'NumericLessThanEquals', '10', '9', true],
    ['numeric, not as text', 'NumericLessThan', '10', '9', true],
    ['numeric', 'NumericGreaterThan', 10, '10', false],
    ['numeric', 'NumericEquals', '10', '10.0', true],
    ['date', 'DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
    ['date, "or epoch (UNIX) time"', 'DateLessThan', '2026-01-01T00:00:00Z', '1767225599', true],
    ['Null true: "the key doesn\'t exist"', 'Null', 'true', undefined, true],
    ['Null true', 'Null', 'true', 'x', false],
    ['Null false: "the key exists"', 'Null', 'false', 'x', true],
    ['"If the key is not present … the condition is false"', 'StringEquals', 'a', undefined, false],
    ['"requires that the key is not matched … the condition is true"', 'StringNotEquals', 'a', undefined, true],
    ['"requires that the key is not matched … the condition is true"', 'ArnNotLike', arn, undefined, true],
    ['IfExists: "not present, evaluate as true"', 'StringEqualsIfExists', 'a', undefined, true],
    ['IfExists: present, as usual', 'StringEqualsIfExists', 'a', 'b', false],
    ['BoolIfExists', 'BoolIfExists', 'true', undefined, true],
    ['StringNotEqualsIfExists', 'StringNotEqualsIfExists', 'a', 'a', false],
    ['a policy variable', 'StringEquals', '${aws:PrincipalAccount}', '111122223333', true],
    ['a policy variable without a value', 'StringEquals', '${aws:PrincipalTag/x}', '', false],
  ])('%s: %s %j', (_rule, operator, expected, actual, result) => {
    expect(holds({ [operator]: { 'test:Key': expected } }, actual === undefined ? {} : { 'test:Key': actual })).toBe(
      result,
    );
  });
});

describe('several values and keys (IAM user guide, reference_policies_condition-logic-multiple-context-keys-or-values)', () => {
  it.each<Row>([
    ['values are alternatives: "logical OR"', 'StringEquals', ['a', 'b'], 'b', true],
    ['values of a negated operator: "logical NOR"', 'StringNotEquals', ['a', 'b'], 'b', false],
    ['values of a negated operator: "logical NOR"', 'StringNotEquals', ['a', 'b'], 'c', true],
    ['ForAllValues: "every member of the set"', 'ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues: one is not in the policy', 'ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    [
      'ForAllValues: "also returns true if there are no context keys"',
      'ForAllValues:StringEquals',
      ['a'],
      undefined,
      true,
    ],
    ['ForAnyValue: "at least one member"', 'ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue: none', 'ForAnyValue:StringLike', ['a*'], ['b', 'c'], false],
    ['ForAnyValue: "no matching context keys … returns false"', 'ForAnyValue:StringEquals', ['a'], undefined, false],
    ['no set operator, several values in the request: none may match', 'StringNotEquals', 'a', ['a', 'b'], false],
    ['ForAllValues with IfExists', 'ForAllValues:StringLikeIfExists', ['a*'], undefined, true],
  ])('%s: %s %j on %j', (_rule, operator, expected, actual, result) => {
    expect(holds({ [operator]: { 'test:Keys': expected } }, actual === undefined ? {} : { 'test:Keys': actual })).toBe(
      result,
    );
  });

  it('keys and operators are joined with "logical AND"', () => {
    const both = { StringEquals: { 'test:A': 'a', 'test:B': 'b' }, Bool: { 'test:C': 'true' } };
    const all = { 'test:A': 'a', 'test:B': 'b', 'test:C': 'true' };
    expect(holds(both, all)).toBe(true);
    for (const key of Object.keys(all)) expect(holds(both, { ...all, [key]: 'other' })).toBe(false);
  });

  it('elements_condition: "Context key names are not case-sensitive"', () => {
    expect(holds({ StringEquals: { 'TEST:key': 'a' } }, { 'test:Key': 'a' })).toBe(true);
  });
});

describe('keys that every request has (IAM user guide, reference_policies_condition-keys)', () => {
  it.each([
    ['aws:SecureTransport', 'true'],
    ['aws:PrincipalArn', role],
    ['aws:PrincipalAccount', '111122223333'],
    ['aws:ResourceAccount', '111122223333'],
    ['aws:RequestedRegion', 'eu-west-1'],
  ])('%s', (key, value) => {
    expect(holds({ StringEquals: { [key]: value } }, {})).toBe(true);
    expect(holds({ StringEquals: { [key]: value } }, { [key]: 'what the service says' })).toBe(false);
  });
});
