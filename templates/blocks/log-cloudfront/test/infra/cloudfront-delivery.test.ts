import { expect, it } from '@jest/globals';
import { deliveredBy } from './raw-policy.ts';

it('lets distributions of this account write their logs, and their delivery check the bucket', () => {
  const condition = {
    StringEquals: { 'aws:SourceAccount': '<AccountId>' },
    ArnLike: { 'aws:SourceArn': 'arn:<Partition>:logs:us-east-1:<AccountId>:delivery-source:*' },
  };
  const written = { ...condition.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' };
  const delivered = deliveredBy('delivery.logs.amazonaws.com', 'raw/cloudfront/');
  expect(delivered).toContainEqual({
    action: 's3:PutObject',
    on: '<bucket>/raw/cloudfront/*',
    condition: { ...condition, StringEquals: written },
  });
  expect(delivered).toContainEqual({ action: 's3:GetBucketAcl', on: '<bucket>', condition });
});
