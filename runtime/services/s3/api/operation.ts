import type { GatewayReply, GatewayRequest, Passage } from '../../../contracts/gateway.ts';
import type { OutsideBucket } from '../notifications/outside-bucket.ts';
import type { VersionedStore } from '../types.ts';

/** The buckets that the API speaks for. */
export interface Buckets {
  readonly account: string;
  readonly region: string;
  bucket(name: string): VersionedStore | undefined;
  /** The notifications of a bucket that the template does not hold: they are set by calls. */
  outside(name: string): OutsideBucket | undefined;
  /** What an object is that is put there. */
  purposeOf(bucket: string, key: string): Passage['as'];
}

export interface Operation {
  readonly name: string;
  /** The permission it needs (S3 guide, using-with-s3-policy-actions). */
  readonly action: string;
  /** Parameters of the query string that it understands. */
  readonly query: readonly string[];
  /** Those of the headers that would make it mean something else that it understands. */
  readonly headers?: readonly string[];
  run(target: Target): Promise<GatewayReply>;
}
export interface Target {
  readonly bucket: VersionedStore;
  readonly outside: OutsideBucket | undefined;
  readonly bucketName: string;
  readonly key: string;
  readonly request: GatewayRequest;
}
