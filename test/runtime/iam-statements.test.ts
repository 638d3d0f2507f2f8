import { describe, expect, it } from '@jest/globals';
import { Permissions } from '../../runtime/iam/permissions.ts';
import type { Call } from '../../runtime/contracts/permissions.ts';
import { account, allow, bucket, document, may, put, role } from './iam-role.ts';
import { stackOf } from './template-place.ts';

describe('which statements speak of a call (IAM user guide)', () => {
  const on = (resource: string, action = 's3:PutObject'): Call => ({ action, resource });
  it.each<[page: string, rule: string, statement: object, call: Call, allowed: boolean]>([
    ['elements_action', '"The prefix and the action name are case insensitive"', allow('S3:putobject'), put, true],
    ['elements_action', '"You can use the multi-character match wildcards (*)"', allow('s3:Put*'), put, true],
    ['elements_action', 'a wildcard reaches only so far', allow('s3:Get*'), put, false],
    ['elements_action', '"or the single-character match wildcards (?)"', allow('s3:P?tObject'), put, true],
    ['elements_action', '? is one character, not none', allow('s3:PutObject?'), put, false],
    ['elements_action', '"s3:*": all actions of a service', allow('s3:*'), put, true],
    ['elements_action', '"s3:*" is not another service', allow('s3:*'), on('*', 's3express:CreateSession'), false],
    ['elements_action', 'a list of actions', allow(['s3:GetObject', 's3:PutObject']), put, true],
    ['elements_action', 'the dot of a pattern is a dot', allow('s3.PutObject'), put, false],
    [
      'elements_notaction',
      '"matches everything except the specified list of actions"',
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      put,
      true,
    ],
    [
      'elements_notaction',
      'what is listed is not matched',
      { Effect: 'Allow', NotAction: ['iam:*', 's3:Put*'], Resource: '*' },
      put,
      false,
    ],
    ['elements_resource', 'another resource', allow('s3:PutObject', `${bucket}/other/*`), put, false],
    ['elements_resource', 'case-sensitive', allow('s3:PutObject', `${bucket}/Rejected/*`), put, false],
    ['elements_resource', 'a bucket is not its objects', allow('s3:PutObject', bucket), put, false],
    [
      'elements_resource',
      '"can use wildcard characters (* and ?)"',
      allow('s3:PutObject', `${bucket}/rejected/?.json`),
      put,
      true,
    ],
    [
      'elements_resource',
      '* also matches the slashes of a key',
      allow('s3:PutObject', `${bucket}/*`),
      on(`${bucket}/a/b/c`),
      true,
    ],
    [
      'elements_resource',
      'and the colons of a key',
      allow('s3:PutObject', `${bucket}/a*.json`),
      on(`${bucket}/a/T10:00:00Z.json`),
      true,
    ],
    [
      'elements_resource',
      '"within the individual segments of an ARN"',
      allow('*', 'arn:aws:sqs:eu-*-1:*:q'),
      on('arn:aws:sqs:eu-west-1:1:q', 'sqs:X'),
      true,
    ],
    [
      'elements_resource',
      '* inside a segment stops at its colon',
      allow('*', 'arn:aws:sqs:e*1:q'),
      on('arn:aws:sqs:eu-west-1:1:q', 'sqs:X'),
      false,
    ],
    [
      'elements_resource',
      '"last character of a segment … match beyond the colon boundaries"',
      allow('*', 'arn:aws:sqs:*:q'),
      on('arn:aws:sqs:eu-west-1:1:q', 'sqs:X'),
      true,
    ],
    [
      'elements_resource',
      'an ARN cut short by a final *',
      allow('*', 'arn:aws:sqs:*'),
      on('arn:aws:sqs:eu-west-1:1:q', 'sqs:X'),
      true,
    ],
    [
      'elements_resource',
      'a log group covers its log streams',
      allow('*', 'arn:aws:logs:r:1:log-group:g:*'),
      on('arn:aws:logs:r:1:log-group:g:log-stream:s', 'logs:PutLogEvents'),
      true,
    ],
    [
      'elements_notresource',
      '"matches every resource except those specified"',
      { Effect: 'Allow', Action: '*', NotResource: `${bucket}/other/*` },
      put,
      true,
    ],
    [
      'elements_notresource',
      'what is listed is not matched',
      { Effect: 'Allow', Action: '*', NotResource: [`${bucket}/*`] },
      put,
      false,
    ],
    [
      'policies_variables',
      'a variable of the request',
      allow('s3:PutObject', `${bucket}/\${s3:prefix}/*`),
      { ...put, context: { 's3:prefix': 'rejected' } },
      true,
    ],
    [
      'policies_variables',
      'without a value the statement does not match',
      allow('s3:PutObject', `${bucket}/\${s3:prefix}*`),
      put,
      false,
    ],
    [
      'policies_variables',
      '"default value … in single quotes"',
      allow('s3:PutObject', `${bucket}/\${s3:prefix, 'rejected'}/*`),
      put,
      true,
    ],
    [
      'policies_variables',
      'a value is not a pattern',
      allow('s3:PutObject', `${bucket}/\${s3:prefix}`),
      { ...put, context: { 's3:prefix': '*' } },
      false,
    ],
    [
      'policies_variables',
      '"${*} - use where you need an * character"',
      allow('s3:PutObject', `${bucket}/\${*}`),
      put,
      false,
    ],
    [
      'policies_variables',
      '${*} matches the character',
      allow('s3:PutObject', `${bucket}/\${*}`),
      on(`${bucket}/*`),
      true,
    ],
  ])('%s: %s', (_page, _rule, statement, call, allowed) => {
    expect(may(call, statement)).toBe(allowed);
  });

  it('policies_variables: without Version 2012-10-17, variables are "treated as literal strings"', () => {
    const old = document(allow('s3:PutObject', `${bucket}/\${aws:PrincipalAccount}/*`), '2008-10-17');
    const graph = stackOf({ Indexer: ['AWS::IAM::Role', { Policies: [{ PolicyName: 'p', PolicyDocument: old }] }] });
    const call = (key: string): Call => ({ action: 's3:PutObject', resource: `${bucket}/${key}` });
    expect(new Permissions(graph).allows(role, call(`${account}/a`))).toBe(false);
    expect(new Permissions(graph).allows(role, call('${aws:PrincipalAccount}/a'))).toBe(true);
  });
});
