import { describe, expect, it } from '@jest/globals';
import {
  requireMappingPermissions,
  requireNetworkPermissions,
} from '../../runtime/services/lambda/role-permissions.ts';
import { allow, bucket, permissions, role } from './iam-role.ts';

const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes';
const reads = ['DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards'].map(
  (name) => `kinesis:${name}`,
);
const stream = { arn, permissions: reads };
const parks = [allow('s3:PutObject', `${bucket}/aws/lambda/*`), allow('s3:ListBucket', bucket)];
const interfaces = [
  ...['Create', 'Describe', 'Delete'].map((verb) => `ec2:${verb}NetworkInterface${verb === 'Describe' ? 's' : ''}`),
  'ec2:DescribeSubnets',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

describe('an event source mapping', () => {
  it('is created where the role may read the stream and park what is given up', () => {
    const given = permissions([allow(reads, arn), ...parks]);
    requireMappingPermissions(given, role, stream, bucket);
    expect(given.unused()).toEqual([]);
  });

  it.each(reads)('is not created without %s', (missing) => {
    const others = reads.filter((action) => action !== missing);
    expect(() => requireMappingPermissions(permissions(allow(others, arn)), role, stream, undefined)).toThrow(
      `Lambda could not create the event source mapping: ${role} does not allow ${missing} on ${arn}.`,
    );
  });

  it('is not created where the role may not park', () => {
    expect(() => requireMappingPermissions(permissions(allow(reads, arn)), role, stream, bucket)).toThrow(
      `does not allow s3:PutObject on ${bucket}/aws/lambda/failures, s3:ListBucket on ${bucket}.`,
    );
  });
});

describe('a function in a network', () => {
  it('is made where its role may make network interfaces, and these permissions are in use', () => {
    const given = permissions(allow(interfaces));
    requireNetworkPermissions(given, role);
    expect(given.unused()).toEqual([]);
  });

  it.each(interfaces)('is not made without %s', (missing) => {
    const others = interfaces.filter((action) => action !== missing);
    expect(() => requireNetworkPermissions(permissions(allow(others)), role)).toThrow(
      `Lambda could not put the function into its network: ${role} does not allow ${missing} on *.`,
    );
  });
});
