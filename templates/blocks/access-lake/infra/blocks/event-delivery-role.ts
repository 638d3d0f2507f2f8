import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Lake } from './lake.ts';

export interface EventDeliveryRoleProps {
  deliveryStreamName: string;
  stream: IStream;
  lake: Lake;
  logs: LogGroup;
}

/** The role of a Firehose stream that reads a Kinesis stream and writes Parquet (Firehose developer guide, "Controlling access"). */
export function eventDeliveryRole(scope: Construct, props: EventDeliveryRoleProps): Role {
  const { deliveryStreamName, stream, lake, logs } = props;
  const { bucket, prefix, errorPrefix, databaseName, tableName } = lake;
  const stack = Stack.of(scope);
  const inCatalog = (resource: string) => stack.formatArn({ service: 'glue', resource });
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
  const prefixes = [prefix, errorPrefix];
  for (const statement of [
    {
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [bucket.bucketArn],
      conditions,
    },
    {
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      resources: prefixes.map((each) => bucket.arnForObjects(`${each}*`)),
      conditions,
    },
    {
      actions: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
      resources: [stream.streamArn],
    },
    {
      actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
      resources: ['catalog', `database/${databaseName}`, `table/${databaseName}/${tableName}`].map(inCatalog),
    },
    { actions: ['logs:PutLogEvents'], resources: [logs.logGroupArn] },
  ])
    role.addToPolicy(new PolicyStatement(statement));
  const id = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const each of prefixes)
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>/${each}*]`,
      'The names of objects below the prefix are known when they are written',
    );
  return role;
}
