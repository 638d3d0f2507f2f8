import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { stages } from '../../infra/config.ts';
import { idsOf, resourcesOf, stageNames, templateOf } from './synthesized.ts';

describe.each(stageNames)('stage %s', (name) => {
  const template = templateOf(name);
  const resources = resourcesOf(name);
  const [bucket] = idsOf(resources, 'AWS::S3::Bucket');

  it('hands every change to the indexer, from the oldest on, and parks what Lambda gives up on', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [idsOf(resources, 'AWS::Kinesis::Stream')[0], 'Arn'] },
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [bucket, 'Arn'] } } },
    });
  });

  it('retries often and in the order of each item: no setting has the value of another', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      MaximumRetryAttempts: 100,
      ParallelizationFactor: 1,
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 1,
    });
  });

  it('gives Lambda up to a fraction of the time that the stream holds a change', () => {
    const [mapping] = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
    const [stream] = Object.values(template.findResources('AWS::Kinesis::Stream'));
    expect(mapping!['Properties'].MaximumRecordAgeInSeconds).toBeLessThan(
      stream!['Properties'].RetentionPeriodHours * 3600,
    );
  });

  it('remembers removals for longer than the stream holds a change', () => {
    const stage = stages.find((each) => each.name === name)!;
    expect(stage.tombstoneRetention.toSeconds()).toBeGreaterThan(stage.streamRetention.toSeconds());
  });

  it('allows nothing as such: no action is a wildcard', () => {
    const documents = Object.values(template.findResources('AWS::IAM::Policy')).map(
      ({ Properties }) => Properties.PolicyDocument,
    );
    expect(JSON.stringify(documents)).not.toMatch(/"Action":\[?[^\]}]*\*/);
  });

  it('encrypts what it holds', () => {
    template.allResourcesProperties('AWS::S3::Bucket', { BucketEncryption: Match.anyValue() });
    template.allResourcesProperties('AWS::Kinesis::Stream', { StreamEncryption: Match.anyValue() });
  });
});

it('deletes the data of dev with its stack, and keeps that of prod', () => {
  const policies = (stage: string) =>
    ['AWS::S3::Bucket', 'AWS::Kinesis::Stream'].flatMap((type) =>
      Object.values(templateOf(stage).findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy as string),
    );
  expect(new Set(policies('dev'))).toEqual(new Set(['Delete']));
  expect(new Set(policies('prod'))).toEqual(new Set(['RetainExceptOnCreate']));
});
