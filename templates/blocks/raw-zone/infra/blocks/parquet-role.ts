import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Lake } from './lake.ts';

export interface ParquetRoleProps {
  deliveryStreamName: string;
  lake: Lake;
  /** The table that says how rows are converted. */
  tableName: string;
  logs: LogGroup;
}

/**
 * The role of a Firehose stream that writes Parquet to the lake, without what its feed takes (Amazon Data Firehose guide, "Grant Firehose
 * access to an Amazon S3 destination" and "Grant Firehose access to Glue for data format conversion").
 */
export function parquetRole(scope: Construct, { deliveryStreamName, lake, tableName, logs }: ParquetRoleProps): Role {
  const { bucket, databaseName } = lake;
  const prefixes = [lake.prefix, lake.errorPrefix];
  const sourceArn = Stack.of(scope).formatArn({
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
  const inCatalog = (resource: string) => Stack.of(scope).formatArn({ service: 'glue', resource });
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
      actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
      resources: ['catalog', `database/${databaseName}`, `table/${databaseName}/${tableName}`].map(inCatalog),
    },
    { actions: ['logs:PutLogEvents'], resources: [logs.logGroupArn] },
  ])
    role.addToPolicy(new PolicyStatement(statement));
  const id = Stack.of(scope).getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const prefix of prefixes)
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>/${prefix}*]`,
      'The names of objects below the prefix are known when they are written',
    );
  return role;
}
