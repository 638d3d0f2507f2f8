import { expect, it } from '@jest/globals';
import { deliveredBy } from './raw-policy.ts';

it('lets flow logs of this account and region be written, and their delivery check the bucket', () => {
  const condition = {
    StringEquals: { 'aws:SourceAccount': '<AccountId>' },
    ArnLike: { 'aws:SourceArn': 'arn:<Partition>:logs:<Region>:<AccountId>:*' },
  };
  const written = { ...condition.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' };
  const delivered = deliveredBy('delivery.logs.amazonaws.com', 'raw/vpc-flow/');
  expect(delivered).toContainEqual({
    action: 's3:PutObject',
    on: '<bucket>/raw/vpc-flow/AWSLogs/<AccountId>/*',
    condition: { ...condition, StringEquals: written },
  });
  expect(delivered).toContainEqual({ action: 's3:GetBucketAcl', on: '<bucket>', condition });
});
