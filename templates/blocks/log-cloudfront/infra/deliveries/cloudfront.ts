import { vendedLogs, type RawDelivery } from '../blocks/raw-delivery.ts';

/** Distributions of this account, whose delivery sources are all in us-east-1 (Amazon CloudFront guide, "Standard logging"). */
export const cloudfront: RawDelivery = (bucket) =>
  vendedLogs(bucket, 'raw/cloudfront/', { region: 'us-east-1', resource: 'delivery-source:*' });
