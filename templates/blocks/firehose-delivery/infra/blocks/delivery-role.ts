import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ProcessorFunction } from './processor-function.ts';

export interface DeliveryRoleProps {
  deliveryStreamName: string;
  stream: IStream;
  /** Left out where records go as they are. */
  transform?: ProcessorFunction;
  bucket: Bucket;
  /** Below these prefixes of the bucket Firehose writes. */
  prefixes: readonly string[];
  logs: LogGroup;
}

/**
 * The role of a Firehose stream that reads a Kinesis stream, may run a transform, and writes to a bucket (Firehose developer guide,
 * "Controlling access with Amazon Data Firehose"). What a destination needs beside is for whoever makes it.
 */
export function deliveryRole(scope: Construct, props: DeliveryRoleProps): Role {
  const { deliveryStreamName, stream, transform, bucket, prefixes, logs } = props;
  const stack = Stack.of(scope);
  const sourceArn = stack.formatArn({
    service: 'firehose',
    resource: 'deliverystream',
    resourceName: deliveryStreamName,
  });
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': sourceArn } },
    }),
  });
  // another account can take the name of a bucket that was deleted
  const conditions = { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } };
  for (const statement of [
    {
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [bucket.bucketArn],
      conditions,
    },
    {
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      resources: prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
      conditions,
    },
    {
      actions: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
      resources: [stream.streamArn],
    },
    ...(transform
      ? [
          {
            actions: ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
            resources: [transform.function.functionArn],
          },
        ]
      : []),
    { actions: ['logs:PutLogEvents'], resources: [logs.logGroupArn] },
  ])
    role.addToPolicy(new PolicyStatement(statement));
  const id = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const prefix of prefixes)
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>/${prefix}*]`,
      'The names of objects below the prefix are known when they are written',
    );
  return role;
}
