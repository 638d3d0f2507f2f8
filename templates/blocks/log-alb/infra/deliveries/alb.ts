import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { RawDelivery } from '../blocks/raw-delivery.ts';

/**
 * Load balancers of this account, with the prefix raw/alb (Elastic Load Balancing guide, "Enable access logs for your Application Load
 * Balancer"). The path names the account of the load balancer: another account cannot write there.
 */
export const alb: RawDelivery = (bucket) => [
  new PolicyStatement({
    principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`raw/alb/AWSLogs/${Aws.ACCOUNT_ID}/*`)],
  }),
];
