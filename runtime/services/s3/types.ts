import type { ServiceOptions } from '../../contracts/faults.ts';

export interface StoredObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly storedAt: number;
  /** Of an object in a bucket that keeps versions. */
  readonly versionId?: string;
}

/** A version of a key in a bucket that keeps versions; without an object, a delete marker. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly object: StoredObject | undefined;
}

/** What has happened to a key. */
export interface ObjectChange {
  readonly event: 'ObjectCreated:Put' | 'ObjectRemoved:Delete' | 'ObjectRemoved:DeleteMarkerCreated';
  readonly key: string;
  /** What is there now; undefined where it was removed. */
  readonly object: StoredObject | undefined;
  /** In a bucket that keeps versions, the version that came: an object, or a delete marker. */
  readonly versionId: string | undefined;
  /**
   * Hexadecimal; orders the changes of one key. A shorter one is filled up with zeros on its left before it is compared (S3 guide,
   * notification-content-structure).
   */
  readonly sequencer: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One S3 bucket. The first four are calls of a function; the others are for AWS services and tests: no faults. */
export interface ObjectStore {
  put(key: string, body: Uint8Array | string): Promise<void>;
  get(key: string): Promise<StoredObject | undefined>;
  /** Keys in the order of their UTF-8 bytes. */
  list(prefix: string): Promise<readonly string[]>;
  delete(key: string): Promise<void>;
  has(key: string): boolean;
  write(key: string, body: Uint8Array | string): void;
  contents(prefix: string): readonly StoredObject[];
  current(key: string): StoredObject | undefined;
  /** A version of an object, current or not, in a bucket that keeps versions. */
  version(key: string, versionId: string): StoredObject | undefined;
  /** Calls the listener with every change from now on, before it is acknowledged. */
  onChange(listener: (change: ObjectChange) => void): void;
}

/** The same with the versions of its keys. */
export interface VersionedStore extends ObjectStore {
  /** All versions, delete markers among them: keys in the order of their UTF-8 bytes, the newest of each first. */
  versions(prefix: string): readonly ObjectVersion[];
  /** Removes a version for good. Where it was the newest, the key has what was before it. A call of a function. */
  deleteVersion(key: string, versionId: string): Promise<void>;
}

export interface S3Kinds {
  bucket: ObjectStore;
}

export interface ObjectsOptions extends ServiceOptions {
  /** Whether the bucket keeps versions; left out: no. */
  readonly versioned?: boolean;
}

export interface NotificationsOptions extends ServiceOptions {
  /** Of the bucket. */
  readonly name: string;
  readonly objects: ObjectStore;
  /** `NotificationConfiguration` of the bucket, or of the CDK's custom resource, with the ARNs of queues in it. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly queues: readonly NotifiedQueue[];
}

/** A queue as S3 sees it. */
export interface NotifiedQueue {
  readonly arn: string;
  send(message: { readonly body: string; readonly identity: string; readonly senderId: string }): unknown;
}

export interface RunningNotifications {
  /** Resolves when a queue has every notification. */
  idle(): Promise<void>;
  /** How many notifications no queue has yet. */
  waiting(): number;
}
