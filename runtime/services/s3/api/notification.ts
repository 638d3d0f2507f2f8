import type { Operation, Target } from './operation.ts';
import { xmlReply } from '../../../gateway/protocols/xml.ts';
import { notModelled, ServiceError } from '../../../gateway/service-error.ts';
import { readDocument, writeDocument } from '../notifications/document.ts';
import type { OutsideBucket } from '../notifications/outside-bucket.ts';
import { bodyOf } from './body.ts';

/** Operations on the notifications of a bucket, by method (S3 API reference). */
export const notificationOperations: Readonly<Record<string, Operation>> = {
  GET: {
    name: 'GetBucketNotificationConfiguration',
    action: 's3:GetBucketNotification',
    query: ['notification'],
    run: async (target) => xmlReply(200, writeDocument(bucketOf(target).notifications)),
  },
  PUT: {
    name: 'PutBucketNotificationConfiguration',
    action: 's3:PutBucketNotification',
    query: ['notification'],
    run: async (target) => {
      const { request, bucketName } = target;
      const skips = request.headers['x-amz-skip-destination-validation'] === 'true';
      bucketOf(target).set(readDocument(bucketName, bodyOf(request).toString()), skips);
      return { status: 200 };
    },
  },
};

/** The template sets the notifications of its own buckets. A call that changed them would be drift. */
function bucketOf({ outside, bucketName, request }: Target): OutsideBucket {
  if (!outside) throw notModelled('S3 notifications by calls', `the template sets those of ${bucketName}`);
  const owner = request.headers['x-amz-expected-bucket-owner'];
  // S3 guide, bucket-owner-condition
  if (owner !== undefined && owner !== outside.bucket.account)
    throw new ServiceError('AccessDenied', 403, 'Access Denied');
  return outside;
}
