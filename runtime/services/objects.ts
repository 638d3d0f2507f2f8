import type { ObjectStore, ServiceOptions, StoredObject } from '../api.ts';
import { callService } from '../functions/invocation.ts';

const latency = 20;

export class Bucket implements ObjectStore {
  readonly #options: ServiceOptions;
  readonly #objects = new Map<string, StoredObject>();

  constructor(options: ServiceOptions) {
    this.#options = options;
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
      this.#objects.delete(key);
    });
  }

  write(key: string, body: Uint8Array | string): void {
    const storedAt = this.#options.clock.now();
    this.#objects.set(key, { key, body: Buffer.from(typeof body === 'string' ? Buffer.from(body) : body), storedAt });
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
