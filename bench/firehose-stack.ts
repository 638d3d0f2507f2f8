import type { LocalStack } from '../runtime/contracts/local-stack.ts';
import { arnOf, recordsStream, roleFor, startStack, writeAssembly } from './stack.ts';

const resources = {
  Stream: recordsStream,
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } },
  Role: roleFor('firehose.amazonaws.com', { Action: ['kinesis:*', 's3:*'], Resource: '*' }),
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
};

/** Starts a stack that brings the records of a stream into the objects of a bucket. */
export function startFirehoseStack(folder: string): Promise<LocalStack> {
  writeAssembly(folder, resources);
  return startStack(folder);
}
