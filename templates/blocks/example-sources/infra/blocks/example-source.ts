import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, partitionInFindings } from '../acknowledge.ts';
import { project } from '../project.ts';
import type { Stage } from '../stage.ts';

export interface ExampleProps {
  stage: Stage;
  rawBucket: IBucket;
}

/** Makes something small that logs into the raw bucket of a stage, and causes a few lines every five minutes. */
export type ExampleSource = (scope: Construct, props: ExampleProps) => Construct;

/**
 * The raw bucket of a stage, by its name: the stacks of the examples import nothing from that of the pipeline, so each can be deleted
 * without the other, and be in another region.
 */
export const rawBucketOf = (scope: Construct, { name }: Stage): IBucket =>
  Bucket.fromBucketName(scope, 'RawBucket', `${project.name}-${name}-raw-${Aws.ACCOUNT_ID}`);

/** Lets a role write objects below prefixes of the raw bucket. */
export function letWriteBelow(role: Role, bucket: IBucket, prefixes: readonly string[], actions: string[]): void {
  role.addToPolicy(
    new PolicyStatement({
      actions,
      resources: prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
      conditions: ofThisAccount,
    }),
  );
  const name = bucket.bucketName.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>');
  for (const prefix of prefixes)
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::arn:${partitionInFindings(role)}:s3:::${name}/${prefix}*]`,
      'The names of objects are known when they are written',
    );
}

/** Another account can take the name of a bucket that was deleted. */
export const ofThisAccount = { StringEquals: { 's3:ResourceAccount': Aws.ACCOUNT_ID } };
