import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { curatedPrefix } from '../../processors/warehouse-loader/curated-hours.ts';
import { manifestPrefix } from '../../processors/warehouse-loader/manifest.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Lake } from './lake.ts';

/** What COPY reads with: manifests, and the files that they name (Redshift database guide, "IAM permissions for COPY"). */
export function warehouseFilesRole(scope: Construct, { bucket }: Lake): Role {
  const role = new Role(scope, 'Files', {
    assumedBy: new ServicePrincipal('redshift.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  const prefixes = [curatedPrefix, manifestPrefix];
  role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
    }),
  );
  const id = Stack.of(scope).getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const prefix of prefixes)
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>/${prefix}*]`,
      'The names of objects below the prefix are known when they are written',
    );
  return role;
}
