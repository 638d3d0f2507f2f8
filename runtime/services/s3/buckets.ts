import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { s3Api } from './api.ts';
import { Bucket } from './bucket.ts';

interface Entry {
  readonly bucket: string;
  readonly key: string;
  /** Undefined for an object that was deleted. Its body is the bytes of the entry. */
  readonly storedAt: number | undefined;
}

/** The buckets of a run. */
export class BucketsOfRun implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #buckets: ReadonlyMap<string, Bucket>;

  constructor(host: Host) {
    this.#host = host;
    const { graph, purposeOf } = host;
    this.#buckets = new Map(graph.ofType('AWS::S3::Bucket').map((resource) => [resource.ref, this.#bucket(resource)]));
    this.api = s3Api({
      account: graph.account,
      region: graph.region,
      bucket: (name) => this.find(name),
      purposeOf,
    });
  }

  find(nameOrArn: string): Bucket | undefined {
    return this.#buckets.get(nameOrArn.replace(/^arn:[\w-]+:s3:::/, ''));
  }

  names(): readonly string[] {
    return [...this.#buckets.keys()];
  }

  #bucket({ ref }: Resource): Bucket {
    const { clock, faults } = this.#host;
    const journal = this.#host.journal<Entry>();
    const bucket = new Bucket({ clock, faults }, (key, object) =>
      journal.remember({ bucket: ref, key, storedAt: object?.storedAt }, object?.body),
    );
    for (const { entry, bytes } of journal.remembered()) {
      const { bucket: of, key, storedAt } = entry;
      if (of === ref)
        bucket.restore(key, storedAt === undefined ? undefined : { key, body: Buffer.from(bytes), storedAt });
    }
    return bucket;
  }
}
