import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../runtime/contracts/permissions.ts';
import { allow, bucket, deny, permissions, put, role } from './iam-role.ts';

describe('what is remembered', () => {
  const grants = [
    allow(['s3:PutObject', 's3:GetObject'], [`${bucket}/rejected/*`, `${bucket}/parked/*`]),
    allow('s3:Put*'),
  ];

  it('unused grants, by action and resource as the policy writes them', () => {
    const given = permissions(grants);
    expect(given.unused()).toHaveLength(5);
    given.allows(role, put);
    expect(given.unused()).toEqual([
      { component: 'Indexer', role, action: 's3:PutObject', resource: `${bucket}/parked/*` },
      { component: 'Indexer', role, action: 's3:GetObject', resource: `${bucket}/rejected/*` },
      { component: 'Indexer', role, action: 's3:GetObject', resource: `${bucket}/parked/*` },
    ]);
  });

  it('what is refused, how often, and why', () => {
    const conditional = allow('sqs:SendMessage', '*', { Condition: { StringEquals: { 'aws:RequestTag/team': 'a' } } });
    const given = permissions([allow('s3:GetObject'), deny('sns:*'), conditional]);
    const calls: Call[] = [
      put,
      put,
      { action: 'sns:Publish', resource: 'a' },
      { action: 'sqs:SendMessage', resource: 'b' },
    ];
    expect(calls.map((call) => given.allows(role, call))).toEqual([false, false, false, false]);
    expect(given.refused()).toEqual([
      { role, call: put, times: 2, because: 'no statement allows it' },
      { role, call: calls[2], times: 1, because: 'explicitly denied by Policy.Statement.1' },
      {
        role,
        call: calls[3],
        times: 1,
        because: 'the condition StringEquals aws:RequestTag/team of Policy.Statement.2 does not hold',
      },
    ]);
    expect(given.unused()).toHaveLength(2);
  });

  it('a refusal names a policy that is not modelled', () => {
    const arn = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
    const given = permissions(allow('x:y'), {}, { ManagedPolicyArns: [arn] });
    expect(given.allows(role, put)).toBe(false);
    expect(given.refused()[0]!.because).toBe(`no statement allows it; ${arn} is not modelled`);
    expect(given.notModelled()).toEqual([`Indexer: the policy ${arn}`]);
  });
});

describe('what cannot be decided', () => {
  it('a role that the template does not define', () => {
    expect(() => permissions([]).allows('arn:aws:iam::1:role/other', put)).toThrow(
      'does not define the role arn:aws:iam::1:role/other',
    );
  });

  it('an unknown condition operator, as soon as a call depends on it; it is listed before', () => {
    const given = permissions(
      allow('s3:PutObject', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    );
    expect(given.notModelled()).toEqual(['Policy.Statement.0: the condition operator IpAddress']);
    expect(given.allows(role, { action: 's3:GetObject', resource: '*' })).toBe(false);
    expect(() => given.allows(role, put)).toThrow('The condition operator IpAddress (of aws:SourceIp) is not modelled');
  });

  it.each<[what: string, statement: object, message: string]>([
    [
      'no effect',
      { Action: '*', Resource: '*' },
      'Policy.Statement.0: has Effect undefined; IAM accepts Allow or Deny.',
    ],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'needs Action or NotAction, one of them.'],
    [
      'both kinds of resource',
      { Effect: 'Deny', Action: '*', Resource: '*', NotResource: '*' },
      'needs Resource or NotResource, one of them.',
    ],
    [
      'a list of lists',
      { Effect: 'Allow', Action: [['a'], {}], Resource: '*' },
      'Policy.Statement.0.Action: needs a string, not ["a"].',
    ],
  ])('a malformed statement: %s', (_what, statement, message) => {
    expect(() => permissions(statement)).toThrow(message);
  });
});
