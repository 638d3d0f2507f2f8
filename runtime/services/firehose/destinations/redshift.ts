import type { Clock } from '../../../contracts/clock.ts';
import type { Kinds } from '../../kinds.ts';
import type { Delivery, Destination } from '../destination.ts';
import type { Report } from '../metrics.ts';
import type { Prepared } from '../record.ts';
import type { S3Destination, StagedObject } from './s3.ts';

export interface TableSettings {
  /** The first label of the endpoint. */
  readonly workgroup: string;
  readonly database: string;
  readonly table: string;
  readonly columns: readonly string[] | undefined;
  /** How long an object is tried, in milliseconds, the first attempt included. */
  readonly retryDuration: number;
}

export interface TableHost {
  readonly clock: Pick<Clock, 'now'>;
  readonly report: Report;
  readonly warehouse: Pick<Kinds['warehouse'], 'copy'>;
  /** So many records are in the table. */
  copied(records: number): void;
}

/**
 * Amazon Redshift as destination (Firehose guide, create-destination, "Configure destination settings for Amazon Redshift"): records
 * go to the bucket, and COPY brings each object into a table. What it does not take within the retry duration stays in the bucket, and
 * a manifest names it.
 */
export class RedshiftDestination implements Destination {
  readonly size: number;
  readonly interval: number;
  readonly #settings: TableSettings;
  readonly #bucket: S3Destination;
  readonly #host: TableHost;

  constructor(settings: TableSettings, bucket: S3Destination, host: TableHost) {
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host;
    this.size = bucket.size;
    this.interval = bucket.interval;
  }

  deliveries(batch: readonly Prepared[]): readonly Delivery[] {
    const staged = this.#bucket.staged(batch);
    return [
      ...(staged ? [staged.delivery, new CopyDelivery(staged, this.#settings, this.#bucket, this.#host)] : []),
      ...this.#bucket.deliveries(batch.filter(({ result }) => result === 'failed')),
    ];
  }

  reportAge(age: number): void {
    this.#bucket.reportAge(age);
  }
}

/** COPY of one object, again and again until the table has its rows. */
class CopyDelivery implements Delivery {
  readonly outage = 'delivery.warehouse-down';
  readonly records;
  readonly #staged: StagedObject;
  readonly #settings: TableSettings;
  readonly #bucket: S3Destination;
  readonly #host: TableHost;
  readonly #begun: number;

  constructor(staged: StagedObject, settings: TableSettings, bucket: S3Destination, host: TableHost) {
    this.records = staged.delivery.records;
    this.#staged = staged;
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host;
    this.#begun = host.clock.now();
  }

  async write(): Promise<void> {
    // the stream forgot the records before the bucket took them: there is no object to copy
    if (!this.#staged.written()) return;
    const { report, warehouse, copied } = this.#host;
    const { table, columns } = this.#settings;
    const { body } = this.#staged;
    await warehouse.copy({ table, columns, body });
    report('DeliveryToRedshift.Success', 1);
    report('DeliveryToRedshift.Records', this.records.length);
    report('DeliveryToRedshift.Bytes', body.length);
    copied(this.records.length);
  }

  refused(): void {
    this.#host.report('DeliveryToRedshift.Success', 0);
  }

  /**
   * Firehose guide, retry: it retries for the specified time duration and then skips that particular batch of S3 objects; their
   * information is delivered to the bucket as a manifest file in the errors/ folder.
   */
  instead(): readonly Delivery[] | undefined {
    if (this.#host.clock.now() - this.#begun < this.#settings.retryDuration) return undefined;
    return [this.#bucket.manifestOf(this.#staged)];
  }
}
