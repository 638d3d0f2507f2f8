import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalStack } from '../runtime/contracts/local-stack.ts';
import { noFaults, startLocalStack } from '../runtime/door.ts';

const stackName = 'bench';
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const template = {
  Resources: {
    Stream: {
      Type: 'AWS::Kinesis::Stream',
      Properties: { Name: 'records', ShardCount: 4, RetentionPeriodHours: 24 },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'firehose.amazonaws.com' } }],
        },
        Policies: [
          {
            PolicyName: 'delivers',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: ['kinesis:*', 's3:*'], Resource: '*' }],
            },
          },
        ],
      },
    },
    Delivery: {
      Type: 'AWS::KinesisFirehose::DeliveryStream',
      Properties: {
        DeliveryStreamType: 'KinesisStreamAsSource',
        KinesisStreamSourceConfiguration: { KinesisStreamARN: arnOf('Stream'), RoleARN: arnOf('Role') },
        ExtendedS3DestinationConfiguration: {
          BucketARN: arnOf('Bucket'),
          RoleARN: arnOf('Role'),
          BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
          CompressionFormat: 'UNCOMPRESSED',
        },
      },
    },
  },
};

/** Starts a stack that brings the records of a stream into the objects of a bucket. */
export function startFirehoseStack(folder: string): Promise<LocalStack> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${stackName}.template.json`), JSON.stringify(template));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: {} }));
  writeFileSync(join(folder, `${stackName}.assets.json`), JSON.stringify({ files: {} }));
  return startLocalStack({
    assembly: folder,
    stackName,
    existingTables: () => [],
    failureStores: () => [],
    sinks: () => [],
    seed: 1,
    rules: noFaults,
    outages: () => [],
    // the last buffers are not what is measured
    speed: 50,
    journal: join(folder, '.local', 'journal'),
    resume: false,
    settings: {},
    refused: ({ action, resource }) => {
      throw new Error(`${action} on ${resource} is refused`);
    },
    measures: { dropped: [], lag: [] },
  });
}
