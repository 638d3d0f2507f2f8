import type { ObjectChange, ObjectsOptions, ObjectStore, StoredObject } from './types.ts';
import { callService } from '../../kernel/invocation.ts';
import { uuidOf } from '../../kernel/identity.ts';

const latency = 20;
/**
 * Sequencers begin below a power of sixteen, so that they soon gain a digit: whoever compares them as text, without filling them up,
 * is found out.
 */
export const firstSequence = 0xff_ff_ff_ff_ff_ff_f0n;

/** A change as a bucket remembers it: the object that a key has now, or none. */
export interface BucketEntry {
  readonly key: string;
  readonly object: StoredObject | undefined;
  /** How many changes there were, this one included. */
  readonly sequence: number;
}

export class Bucket implements ObjectStore {
  readonly #options: ObjectsOptions;
  readonly #objects = new Map<string, StoredObject>();
  readonly #versions = new Map<string, StoredObject>();
  readonly #remember: (entry: BucketEntry) => void;
  readonly #listeners: ((change: ObjectChange) => void)[] = [];
  #sequence = 0;

  constructor(options: ObjectsOptions, remember: (entry: BucketEntry) => void = () => undefined) {
    this.#options = options;
    this.#remember = remember;
  }

  /** Takes up a change of an earlier process. */
  restore({ key, object, sequence }: BucketEntry): void {
    this.#sequence = Math.max(this.#sequence, sequence);
    this.#set(key, object);
  }

  put(key: string, body: Uint8Array | string): Promise<void> {
    return this.#call(() => {
      if (this.#options.faults.strike('objects.put-failed', key)) throw slowDown();
      this.write(key, body);
    });
  }

  get(key: string): Promise<StoredObject | undefined> {
    return this.#call(() => this.#objects.get(key));
  }

  list(prefix: string): Promise<readonly string[]> {
    return this.#call(() => this.contents(prefix).map(({ key }) => key));
  }

  delete(key: string): Promise<void> {
    return this.#call(() => {
      // S3 guide, DeletingObjects: where there is no such key, nothing happens, and nobody is told
      if (this.#objects.has(key) || this.#options.versioned === true) this.#change(key, undefined);
    });
  }

  has(key: string): boolean {
    return this.#objects.has(key);
  }

  /** Keeps the bytes themselves: whoever hands them over changes them no more. */
  write(key: string, body: Uint8Array | string): void {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    this.#change(key, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  contents(prefix: string): readonly StoredObject[] {
    return [...this.#objects.values()]
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }

  current(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  version(key: string, versionId: string): StoredObject | undefined {
    const object = this.#versions.get(versionId);
    return object?.key === key ? object : undefined;
  }

  onChange(listener: (change: ObjectChange) => void): void {
    this.#listeners.push(listener);
  }

  #change(key: string, body: Buffer | undefined): void {
    const { clock, versioned = false } = this.#options;
    const at = clock.now();
    const sequence = ++this.#sequence;
    const versionId = versioned ? versionOf(key, sequence) : undefined;
    const object = body && { key, body, storedAt: at, ...(versionId === undefined ? {} : { versionId }) };
    this.#remember({ key, object, sequence });
    this.#set(key, object);
    const removed = versioned ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete';
    const change: ObjectChange = {
      event: object ? 'ObjectCreated:Put' : removed,
      key,
      object,
      versionId,
      sequencer: (firstSequence + BigInt(sequence)).toString(16).toUpperCase(),
      at,
    };
    for (const listener of this.#listeners) listener(change);
  }

  #set(key: string, object: StoredObject | undefined): void {
    if (object) this.#objects.set(key, object);
    else this.#objects.delete(key);
    if (object?.versionId !== undefined) this.#versions.set(object.versionId, object);
  }

  #call<T>(work: () => T): Promise<T> {
    return callService(async () => {
      await this.#options.clock.sleep(latency);
      return work();
    });
  }
}

/** S3 guide, versioning-workflows: an id is opaque, of at most 1,024 bytes. */
export const versionOf = (key: string, sequence: number): string => uuidOf(`${key}|${sequence}`).replaceAll('-', '');

/** As the AWS SDK for JavaScript throws it (S3 API reference, error responses: SlowDown). */
const slowDown = (): Error =>
  Object.assign(new Error('Please reduce your request rate.'), {
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
  });
