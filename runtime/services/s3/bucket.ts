import type { ObjectChange, ObjectsOptions, ObjectStore, ObjectVersion, StoredObject } from './types.ts';
import { callService } from '../../kernel/invocation.ts';
import { VersionsOfKeys, versionOf } from './versions-of-keys.ts';

const latency = 20;
/**
 * Sequencers begin below a power of sixteen, so that they soon gain a digit: whoever compares them as text, without filling them up,
 * is found out.
 */
const firstSequence = 0xff_ff_ff_ff_ff_ff_f0n;

/** A change as a bucket remembers it: the object that a key has now, or none. */
export interface BucketEntry {
  readonly key: string;
  readonly object: StoredObject | undefined;
  /** How many changes there were, this one included. */
  readonly sequence: number;
  /** Of a delete marker: when it was put there. */
  readonly markedAt?: number;
  /** The version that is removed for good: the key then has what was before it. */
  readonly removed?: string;
}

export class Bucket implements ObjectStore {
  readonly #options: ObjectsOptions;
  readonly #objects = new Map<string, StoredObject>();
  readonly #versions = new VersionsOfKeys();
  readonly #remember: (entry: BucketEntry) => void;
  readonly #listeners: ((change: ObjectChange) => void)[] = [];
  #sequence = 0;

  constructor(options: ObjectsOptions, remember: (entry: BucketEntry) => void = () => undefined) {
    this.#options = options;
    this.#remember = remember;
  }

  /** Takes up a change of an earlier process. */
  restore(entry: BucketEntry): void {
    this.#sequence = Math.max(this.#sequence, entry.sequence);
    this.#apply(entry);
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
    return this.#versions.of(key).find((version) => version.versionId === versionId)?.object;
  }

  versions(prefix: string): readonly ObjectVersion[] {
    return this.#versions.below(prefix);
  }

  deleteVersion(key: string, versionId: string): Promise<void> {
    return this.#call(() => {
      const [current] = this.#versions.of(key);
      if (!this.#versions.of(key).some((version) => version.versionId === versionId)) return;
      const sequence = ++this.#sequence;
      const entry = { key, object: undefined, sequence, removed: versionId };
      this.#remember(entry);
      this.#apply(entry);
      const at = this.#options.clock.now();
      if (current?.versionId === versionId) this.#tell('ObjectRemoved:Delete', key, undefined, versionId, sequence, at);
    });
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
    const entry = { key, object, sequence, ...(versioned && !object ? { markedAt: at } : {}) };
    this.#remember(entry);
    this.#apply(entry);
    const removed = versioned ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete';
    this.#tell(object ? 'ObjectCreated:Put' : removed, key, object, versionId, sequence, at);
  }

  #tell(
    event: ObjectChange['event'],
    key: string,
    object: StoredObject | undefined,
    versionId: string | undefined,
    sequence: number,
    at: number,
  ): void {
    const sequencer = (firstSequence + BigInt(sequence)).toString(16).toUpperCase();
    for (const listener of this.#listeners) listener({ event, key, object, versionId, sequencer, at });
  }

  #apply({ key, object, sequence, markedAt, removed }: BucketEntry): void {
    if (removed !== undefined) this.#versions.remove(key, removed);
    else if (object?.versionId !== undefined)
      this.#versions.add({ key, versionId: object.versionId, at: object.storedAt, object });
    else if (markedAt !== undefined)
      this.#versions.add({ key, versionId: versionOf(key, sequence), at: markedAt, object: undefined });
    const current = removed === undefined ? object : this.#versions.of(key)[0]?.object;
    if (current) this.#objects.set(key, current);
    else this.#objects.delete(key);
  }

  #call<T>(work: () => T): Promise<T> {
    return callService(async () => {
      await this.#options.clock.sleep(latency);
      return work();
    });
  }
}

/** As the AWS SDK for JavaScript throws it (S3 API reference, error responses: SlowDown). */
const slowDown = (): Error =>
  Object.assign(new Error('Please reduce your request rate.'), {
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
  });
