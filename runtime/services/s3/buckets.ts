import type { ServiceJournal } from '../../contracts/journal.ts';
import type { Host, OutsideResource, RunningService, Waiting } from '../../contracts/service.ts';
import { bucketNotifications } from '../../kernel/modelled-custom-resources.ts';
import { s3Api } from './api.ts';

import { NotificationsOfRun, type NotificationEntry } from './notifications/notifications-of-run.ts';
import { VersionedBucket } from './versioned-bucket.ts';

interface ObjectEntry {
  readonly bucket: string;
  readonly key: string;
  /** Undefined for an object that was deleted. Its body is the bytes of the entry. */
  readonly storedAt: number | undefined;
  readonly versionId: string | undefined;
  readonly sequence: number;
  readonly markedAt?: number | undefined;
  readonly removed?: string | undefined;
}

type Entry = ObjectEntry | { readonly notification: NotificationEntry };

/** The buckets of a run. */
export class BucketsOfRun implements RunningService {
  readonly api;
  readonly outside: readonly OutsideResource[];
  readonly #host: Host;
  readonly #buckets: ReadonlyMap<string, VersionedBucket>;
  readonly #notifications: NotificationsOfRun;

  constructor(host: Host) {
    this.#host = host;
    const { graph, purposeOf, existingBuckets } = host;
    const own = graph
      .ofType('AWS::S3::Bucket')
      .map(({ ref, properties }) => ({ name: ref, versioned: isVersioned(properties['VersioningConfiguration']) }));
    // a bucket of others that tells this stack of its objects (`Managed: false`)
    const others = graph
      .ofType(bucketNotifications)
      .map(({ properties, component, id }) => ({ name: String(properties['BucketName']), component: component ?? id }))
      .filter(({ name }) => !own.some((bucket) => bucket.name === name));
    const existing = existingBuckets.filter(({ name }) => ![...own, ...others].some((bucket) => bucket.name === name));
    const outside = [...others, ...existing];
    this.outside = outside.map(({ component }) => ({ type: 'AWS::S3::Bucket', component }));
    const all = [...own, ...outside.map(({ name }) => ({ name, versioned: false }))];
    this.#buckets = new Map(all.map(({ name, versioned }) => [name, this.#bucket(name, versioned)]));
    this.#notifications = new NotificationsOfRun(
      host,
      this.#notificationJournal(),
      (name) => this.find(name),
      existing,
    );
    this.api = s3Api({
      account: graph.account,
      region: graph.region,
      bucket: (name) => this.find(name),
      outside: (name) => this.#notifications.outside(name),
      purposeOf,
    });
  }

  async deploy(): Promise<void> {
    this.#notifications.configure();
  }

  begin(): void {
    this.#notifications.begin();
  }

  atRest(): Promise<void> {
    return this.#notifications.atRest();
  }

  waiting(): readonly Waiting[] {
    return this.#notifications.waiting();
  }

  find(nameOrArn: string): VersionedBucket | undefined {
    return this.#buckets.get(nameOrArn.replace(/^arn:[\w-]+:s3:::/, ''));
  }

  names(): readonly string[] {
    return [...this.#buckets.keys()];
  }

  #bucket(name: string, versioned: boolean): VersionedBucket {
    const { clock, faults } = this.#host;
    const journal = this.#host.journal<Entry>();
    const bucket = new VersionedBucket({ clock, faults, versioned }, ({ object, ...entry }) =>
      journal.remember(
        { bucket: name, ...entry, storedAt: object?.storedAt, versionId: object?.versionId },
        object?.body,
      ),
    );
    for (const { entry, bytes } of journal.remembered()) {
      if (!('bucket' in entry) || entry.bucket !== name) continue;
      const { key, storedAt, versionId, sequence, markedAt, removed } = entry;
      const version = versionId === undefined ? {} : { versionId };
      const object = storedAt === undefined ? undefined : { key, body: Buffer.from(bytes), storedAt, ...version };
      bucket.restore({ key, object, sequence, markedAt, removed });
    }
    return bucket;
  }

  #notificationJournal(): ServiceJournal<NotificationEntry> {
    const journal = this.#host.journal<Entry>();
    return {
      remember: (notification) => journal.remember({ notification }),
      remembered: () =>
        journal
          .remembered()
          .flatMap(({ entry, bytes }) => ('notification' in entry ? [{ entry: entry.notification, bytes }] : [])),
    };
  }
}

const isVersioned = (configuration: unknown): boolean =>
  (configuration as { readonly Status?: string } | undefined)?.Status === 'Enabled';
