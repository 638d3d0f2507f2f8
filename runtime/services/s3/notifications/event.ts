import { digest } from '../../../kernel/identity.ts';
import { etagOf } from '../api/object.ts';
import type { ObjectChange } from '../types.ts';

/** The bucket that an event tells of. */
export interface NotifyingBucket {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly account: string;
}

/** S3 guide, notification-content-structure, version 2.1; recorded on AWS: `test_object_created_put` and others. */
export function eventOf(change: ObjectChange, bucket: NotifyingBucket, configurationId: string): object {
  const request = digest(`${bucket.name}|${change.sequencer}`);
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: bucket.region,
        eventTime: new Date(change.at).toISOString(),
        eventName: change.event,
        userIdentity: { principalId: `AWS:${bucket.account}` },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: {
          'x-amz-request-id': request.toUpperCase(),
          'x-amz-id-2': Buffer.from(`${request}${request}`).toString('base64'),
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId,
          bucket: { name: bucket.name, ownerIdentity: { principalId: bucket.account }, arn: bucket.arn },
          object: objectOf(change),
        },
      },
    ],
  };
}

/** What was removed has neither size nor entity tag; a delete marker has the tag of nothing. */
function objectOf({ key, object, event, versionId, sequencer }: ObjectChange): object {
  const marker = event === 'ObjectRemoved:DeleteMarkerCreated';
  return {
    key: encoded(key),
    ...(object ? { size: object.body.length, eTag: etagOf(object).replaceAll('"', '') } : {}),
    ...(marker ? { eTag: emptyTag } : {}),
    ...(versionId === undefined ? {} : { versionId }),
    sequencer,
  };
}

/** The MD5 of nothing. */
const emptyTag = 'd41d8cd98f00b204e9800998ecf8427e';

/** Recorded on AWS (`test_key_encoding`): as a form encodes it, but for "/", which stays. */
const encoded = (key: string): string =>
  new URLSearchParams({ key }).toString().slice('key='.length).replaceAll('%2F', '/');

/** S3 guide, notification-content-structure: what a destination gets when notifications are configured. */
export function testEventOf({ name }: NotifyingBucket, at: number): object {
  const request = digest(`${name}|test`);
  return {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(at).toISOString(),
    Bucket: name,
    RequestId: request.toUpperCase(),
    HostId: Buffer.from(`${request}${request}`).toString('base64'),
  };
}
