import type { ObjectStore, StoredObject } from './types.ts';
import type { ServiceOptions } from '../../contracts/faults.ts';
import { callService } from '../../kernel/invocation.ts';

const latency = 20;

export class Bucket implements ObjectStore {
  readonly #options: ServiceOptions;
  readonly #objects = new Map<string, StoredObject>();
  readonly #remember: (key: string, object: StoredObject | undefined) => void;

  constructor(
    options: ServiceOptions,
    remember: (key: string, object: StoredObject | undefined) => void = () => undefined,
  ) {
    this.#options = options;
    this.#remember = remember;
  }

  /** Takes up an object of an earlier process. */
  restore(key: string, object: StoredObject | undefined): void {
    if (object) this.#objects.set(key, object);
    else this.#objects.delete(key);
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
      this.#remember(key, undefined);
      this.#objects.delete(key);
    });
  }

  has(key: string): boolean {
    return this.#objects.has(key);
  }

  /** Keeps the bytes themselves: whoever hands them over changes them no more. */
  write(key: string, body: Uint8Array | string): void {
    const storedAt = this.#options.clock.now();
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const object = { key, body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), storedAt };
    this.#remember(key, object);
    this.#objects.set(key, object);
  }

  contents(prefix: string): readonly StoredObject[] {
    return [...this.#objects.values()]
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
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
