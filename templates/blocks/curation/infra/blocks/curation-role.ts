import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Lake } from './lake.ts';
import { metricNamespace } from './metric-namespace.ts';

export interface CurationRoleProps {
  lake: Lake;
  scripts: readonly Asset[];
  logs: readonly LogGroup[];
}

/** Folders of the lake that the job writes to. */
const written = ['curated/', 'quarantine/', 'staging/', 'state/'];

/** What the job may do: read its scripts and the raw zone, write what it makes of it, put metrics, write its log. */
export function curationRole(scope: Construct, { lake, scripts, logs }: CurationRoleProps): Role {
  const { bucket } = lake;
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('glue.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  const stack = Stack.of(scope);
  const prefixes = written.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  for (const statement of [
    {
      actions: ['s3:GetObject'],
      resources: scripts.map(({ s3BucketName, s3ObjectKey }) =>
        stack.formatArn({ service: 's3', region: '', account: '', resource: s3BucketName, resourceName: s3ObjectKey }),
      ),
    },
    { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
    { actions: ['s3:GetObject'], resources: [bucket.arnForObjects(`${lake.prefix}*`)] },
    // files of Spark are uploaded in parts
    { actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'], resources: prefixes },
    {
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace(stack) } },
    },
    {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: logs.map(({ logGroupArn }) => logGroupArn),
    },
  ])
    role.addToPolicy(new PolicyStatement(statement));

  const id = stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const prefix of [lake.prefix, ...written])
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>/${prefix}*]`,
      'The names of objects below the prefix are known when they are written',
    );
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'PutMetricData has no resources; the condition allows the namespace of this stack alone',
  );
  return role;
}
