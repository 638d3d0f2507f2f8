import { expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { runInNewContext } from 'node:vm';
import { ExampleCloudfrontStack } from '../../infra/example-cloudfront-stack.ts';
import { onlyOne } from './example-template.ts';
import { context, settingsOf } from './synthesized.ts';

const stack = new ExampleCloudfrontStack(new App({ context }), 'shop-dev-example-cloudfront', {
  stage: settingsOf('dev'),
});
const template = Template.fromStack(stack);

it('is in us-east-1, where logs of CloudFront are delivered from', () => expect(stack.region).toBe('us-east-1'));

it('delivers logs as JSON below raw/cloudfront of the raw bucket', () => {
  expect(onlyOne(template, 'AWS::Logs::DeliverySource')).toMatchObject({
    Name: 'shop-dev-example-cloudfront',
    LogType: 'ACCESS_LOGS',
    ResourceArn: expect.stringMatching(/:distribution\/<Distribution/),
  });
  expect(onlyOne(template, 'AWS::Logs::DeliveryDestination')).toMatchObject({
    DeliveryDestinationType: 'S3',
    OutputFormat: 'json',
    DestinationResourceArn: expect.stringMatching(/-dev-raw-<AccountId>\/raw\/cloudfront$/),
  });
  expect(onlyOne(template, 'AWS::Logs::Delivery')).toMatchObject({
    DeliverySourceName: 'shop-dev-example-cloudfront',
    DeliveryDestinationArn: expect.stringMatching(/^<LogDestination.*\.Arn>$/),
    S3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}',
    S3EnableHiveCompatiblePath: false,
  });
});

it('answers at the edge, so that no request gets to its bucket, which nobody may read in public', () => {
  const { FunctionCode } = onlyOne(template, 'AWS::CloudFront::Function') as { FunctionCode: string };
  const statusOf = (uri: string) =>
    runInNewContext(`${FunctionCode}; handler(event).statusCode`, { event: { request: { uri } } }) as number;
  expect(['/', '/items/1', '/missing'].map(statusOf)).toEqual([200, 200, 404]);
  expect(onlyOne(template, 'AWS::S3::Bucket')).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
});
