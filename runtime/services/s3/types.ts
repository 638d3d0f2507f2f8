export interface StoredObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly storedAt: number;
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
}

export interface S3Kinds {
  bucket: ObjectStore;
}
