import { describe, expect, it } from '@jest/globals';
import { account, allow, bucket, deny, document, may, permissions, put, role } from './iam-role.ts';
import type { stackOf } from './template-place.ts';

describe('who decides (IAM user guide, policies_evaluation-logic)', () => {
  const everything = allow('*');
  const bucketPolicy = (...statements: object[]) => ({
    BucketPolicy: ['AWS::S3::BucketPolicy', { Bucket: 'failures', PolicyDocument: document(statements) }] as const,
  });
  const objects = `${bucket}/*`;

  it.each<[rule: string, given: Parameters<typeof permissions>, allowed: boolean]>([
    ['"By default, all requests are implicitly denied"', [allow('s3:GetObject')], false],
    ['"an explicit allow overrides this default"', [allow('s3:PutObject')], true],
    ['"An explicit deny overrides any allows"', [[everything, deny('s3:PutObject', objects)]], false],
    ['in whatever order', [[deny('s3:*'), everything]], false],
    ['a deny of something else does not matter', [[everything, deny('s3:PutObject', `${bucket}/other/*`)]], true],
    [
      'a deny whose condition does not hold does not matter',
      [[everything, deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]],
      true,
    ],
    [
      'a resource-based allow of the role suffices in one account',
      [allow('x:y'), bucketPolicy(allow('s3:PutObject', objects, { Principal: { AWS: role } }))],
      true,
    ],
    ['… of everyone too', [allow('x:y'), bucketPolicy(allow('s3:PutObject', objects, { Principal: '*' }))], true],
    [
      '… of everyone in the other spelling',
      [allow('x:y'), bucketPolicy(allow('s3:PutObject', objects, { Principal: { AWS: '*' } }))],
      true,
    ],
    [
      '… of another role does not',
      [allow('x:y'), bucketPolicy(allow('s3:PutObject', objects, { Principal: { AWS: `${role}2` } }))],
      false,
    ],
    [
      '… of the account only delegates',
      [
        allow('x:y'),
        bucketPolicy(allow('s3:PutObject', objects, { Principal: { AWS: `arn:aws:iam::${account}:root` } })),
      ],
      false,
    ],
    [
      '… of a service is not for a role',
      [allow('x:y'), bucketPolicy(allow('s3:PutObject', objects, { Principal: { Service: 'sns.amazonaws.com' } }))],
      false,
    ],
    ['a resource-based deny of everyone', [everything, bucketPolicy(deny('s3:*', objects, { Principal: '*' }))], false],
    [
      'a resource-based deny of the account strikes its roles',
      [everything, bucketPolicy(deny('s3:*', objects, { Principal: { AWS: account } }))],
      false,
    ],
    [
      'a resource-based deny of others does not',
      [everything, bucketPolicy(deny('s3:*', objects, { Principal: { AWS: `${role}2` } }))],
      true,
    ],
    [
      'Deny with NotPrincipal spares who is named',
      [everything, bucketPolicy(deny('s3:*', objects, { NotPrincipal: { AWS: role } }))],
      true,
    ],
    [
      'Deny with NotPrincipal strikes all others',
      [everything, bucketPolicy(deny('s3:*', objects, { NotPrincipal: { AWS: `${role}2` } }))],
      false,
    ],
  ])('%s', (_rule, given, allowed) => {
    expect(may(put, ...given)).toBe(allowed);
  });

  const managed = (name: string, statement: object): Parameters<typeof stackOf>[0] => ({
    [name]: ['AWS::IAM::ManagedPolicy', { PolicyDocument: document(statement) }],
  });
  const managedArn = (name: string) => `arn:aws:iam::${account}:policy/shop-dev-${name}`;

  it.each<[rule: string, given: Parameters<typeof permissions>, allowed: boolean]>([
    [
      'access_policies_boundaries: allowed by both',
      [allow('s3:*'), managed('Limit', allow('s3:Put*')), { PermissionsBoundary: managedArn('Limit') }],
      true,
    ],
    [
      'access_policies_boundaries: the boundary is silent',
      [allow('s3:*'), managed('Limit', allow('s3:Get*')), { PermissionsBoundary: managedArn('Limit') }],
      false,
    ],
    [
      'access_policies_boundaries: a boundary grants nothing',
      [allow('x:y'), managed('Limit', allow('*')), { PermissionsBoundary: managedArn('Limit') }],
      false,
    ],
    [
      'a managed policy of the template, named by the role',
      [allow('x:y'), managed('Own', allow('s3:*')), { ManagedPolicyArns: [managedArn('Own')] }],
      true,
    ],
    [
      'a managed policy of the template, naming the role',
      [
        allow('x:y'),
        { Own: ['AWS::IAM::ManagedPolicy', { Roles: ['shop-dev-Indexer'], PolicyDocument: document(allow('s3:*')) }] },
      ],
      true,
    ],
    [
      'a policy of another role',
      [
        allow('x:y'),
        { Other: ['AWS::IAM::Policy', { Roles: ['shop-dev-Other'], PolicyDocument: document(allow('*')) }] },
      ],
      false,
    ],
    [
      'AWS::IAM::RolePolicy',
      [
        allow('x:y'),
        { One: ['AWS::IAM::RolePolicy', { RoleName: 'shop-dev-Indexer', PolicyDocument: document(allow('s3:*')) }] },
      ],
      true,
    ],
    [
      'an inline policy of the role',
      [allow('x:y'), {}, { Policies: [{ PolicyName: 'p', PolicyDocument: document(allow('s3:*')) }] }],
      true,
    ],
  ])('%s', (_rule, given, allowed) => {
    expect(may(put, ...given)).toBe(allowed);
  });

  it('AWS managed policies that functions have are known', () => {
    const arn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole';
    const given = permissions(allow('x:y'), {}, { ManagedPolicyArns: [arn] });
    expect(given.allows(role, { action: 'ec2:CreateNetworkInterface', resource: '*' })).toBe(true);
    expect(given.allows(role, { action: 'ec2:RunInstances', resource: '*' })).toBe(false);
    expect(given.notModelled()).toEqual([]);
    expect(given.unused().map(({ action }) => action)).toEqual(['x:y']);
  });

  it('sts:GetCallerIdentity: "No permissions are required", even when denied', () => {
    expect(may({ action: 'sts:GetCallerIdentity', resource: '*' }, deny('*'))).toBe(true);
  });
});
