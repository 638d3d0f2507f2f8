import { Aws } from 'aws-cdk-lib';
import { vendedLogs, type RawDelivery } from '../blocks/raw-delivery.ts';

/** Flow logs of this account and region (Amazon VPC guide, "Amazon S3 bucket permissions for flow logs"). */
export const vpcFlow: RawDelivery = (bucket) =>
  vendedLogs(bucket, `raw/vpc-flow/AWSLogs/${Aws.ACCOUNT_ID}/`, { region: Aws.REGION, resource: '*' });
