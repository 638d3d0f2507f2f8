import { describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stages } from '../../infra/config.ts';
import { PipelineStack } from '../../infra/pipeline-stack.ts';
import { project } from '../../infra/project.ts';
import { context, idsOf, projectFolder, resourcesOf, stageNames, templateOf } from './synthesized.ts';

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
      // without it, nothing counts what Lambda gave up on and what is lost, and their alarms stay silent
      MetricsConfig: { Metrics: ['EventCount'] },
    });
  });

  it('retries often and in the order of each item: no setting has the value of another', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      MaximumRetryAttempts: 10_000,
      MaximumRecordAgeInSeconds: 12 * 3600,
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

  it('remembers removals for as long as its stage says, which is longer than the stream holds a change', () => {
    const [stream] = Object.values(template.findResources('AWS::Kinesis::Stream'));
    const retentions = Object.values(template.findResources('AWS::Lambda::Function')).flatMap(
      ({ Properties }) => Properties.Environment?.Variables.TOMBSTONE_RETENTION_SECONDS ?? [],
    );
    const stage = stages.find((each) => each.name === name)!;
    expect(retentions).toEqual([String(stage.tombstoneRetention.toSeconds())]);
    expect(Number(retentions[0])).toBeGreaterThan(stream!['Properties'].RetentionPeriodHours * 3600);
  });

  it.each(['AgeOfOldestUnreplicatedRecord', 'FailedToReplicateRecordCount', 'WriteProvisionedThroughputExceeded'])(
    'raises an alarm where a change may be lost on its way: %s',
    (metric) => {
      expect(alarmsOf(metric)).toHaveLength(1);
    },
  );

  it.each(['IteratorAge', 'DroppedEventCount', 'DestinationDeliveryFailures'])(
    'raises an alarm where a change may be lost on its way to a function: %s',
    (metric) => {
      const mappings = Object.keys(template.findResources('AWS::Lambda::EventSourceMapping'));
      expect(mappings).not.toHaveLength(0);
      expect(alarmsOf(metric)).toHaveLength(mappings.length);
    },
  );

  const alarmsOf = (metric: string) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).filter((alarm) =>
      JSON.stringify(alarm).includes(metric),
    );

  it('carries its stage, its owner where one was named, and every tag that is wanted', () => {
    const [stream] = Object.values(template.findResources('AWS::Kinesis::Stream'));
    const tags = stream!['Properties'].Tags as { Key: string; Value: string }[];
    const carried = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
    const wanted = project.tags?.[name as 'dev' | 'prod'] ?? {};
    expect(carried).toMatchObject(wanted);
    if (!/^stage$/im.test(Object.keys(wanted).join('\n'))) expect(carried['stage']).toBe(name);
    if (!/^owner$/im.test(Object.keys(wanted).join('\n'))) expect(carried['owner']).toBe(project.owner);
  });

  it('bounds the permissions of every role where a boundary is wanted', () => {
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    const bounded = roles.filter(({ Properties }) => Properties.PermissionsBoundary);
    expect(bounded).toHaveLength(project.permissionsBoundary ? roles.length : 0);
  });

  it('allows nothing as such: no action is a wildcard', () => {
    const actions = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      (Properties.PolicyDocument.Statement as { Action: string | string[] }[]).flatMap(({ Action }) => Action),
    );
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('encrypts what it holds', () => {
    template.allResourcesProperties('AWS::S3::Bucket', { BucketEncryption: Match.anyValue() });
    template.allResourcesProperties('AWS::Kinesis::Stream', { StreamEncryption: Match.anyValue() });
  });
});

it('names no alarm in docs/delivery.md that the runbook does not have', () => {
  const read = (page: string) => readFileSync(join(projectFolder, 'docs', page), 'utf8');
  const named = [...read('delivery.md').matchAll(/\*(\w+: [\w ]+)\*/g)].map(([, alarm]) => alarm!);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((alarm) => !read('runbook/index.md').includes(`[${alarm}]`))).toEqual([]);
});

it('is protected from deletion in prod, and in no other stage', () => {
  const protectedStages = stages
    .filter(
      (stage) =>
        new PipelineStack(new App({ context }), `${project.name}-${stage.name}`, { stage }).terminationProtection,
    )
    .map(({ name }) => name);
  expect(protectedStages).toEqual(['prod']);
});

it('deletes the data of dev with its stack, and keeps that of prod', () => {
  const policies = (stage: string) =>
    ['AWS::S3::Bucket', 'AWS::Kinesis::Stream'].flatMap((type) =>
      Object.values(templateOf(stage).findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy as string),
    );
  expect(new Set(policies('dev'))).toEqual(new Set(['Delete']));
  expect(new Set(policies('prod'))).toEqual(new Set(['RetainExceptOnCreate']));
});
