import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** What a bucket policy says so that a service may deliver logs into the bucket. */
export type RawDelivery = (bucket: IBucket) => readonly PolicyStatement[];

/**
 * Of services that deliver through CloudWatch Logs, in this account (CloudWatch Logs guide, "Logging that requires additional permissions:
 * Amazon S3"). `region` and `resource` name what may deliver.
 */
export function vendedLogs(bucket: IBucket, folder: string, { region, resource }: Deliverer): PolicyStatement[] {
  const delivery = new ServicePrincipal('delivery.logs.amazonaws.com');
  const ofThisAccount = {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:${region}:${Aws.ACCOUNT_ID}:${resource}` },
  };
  return [
    new PolicyStatement({
      principals: [delivery],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${folder}*`)],
      conditions: {
        ...ofThisAccount,
        StringEquals: { ...ofThisAccount.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    }),
    new PolicyStatement({
      principals: [delivery],
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: ofThisAccount,
    }),
  ];
}

interface Deliverer {
  region: string;
  /** After the account in the ARN of the source: delivery-source:*. */
  resource: string;
}
