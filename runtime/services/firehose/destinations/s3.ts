import { gzipSync } from 'node:zlib';
import type { Clock } from '../../../contracts/clock.ts';
import type { RolePermissions } from '../../../contracts/permissions.ts';
import { uuidOf } from '../../../kernel/identity.ts';
import { converted, type ConversionSettings } from '../conversion/conversion.ts';
import type { Delivery, Destination } from '../destination.ts';
import type { Report } from '../metrics.ts';
import { errorPrefixOf, prefixOf } from '../prefix.ts';
import { placeOf, type Failure, type Prepared, type SourceRecord } from '../record.ts';

export interface S3Settings {
  readonly bucketArn: string;
  readonly roleArn: string;
  readonly prefix: string | undefined;
  readonly errorPrefix: string | undefined;
  readonly size: number;
  readonly interval: number;
  readonly gzip: boolean;
  readonly extension: string | undefined;
  readonly conversion: ConversionSettings | undefined;
}

export interface S3Host {
  readonly deliveryStream: string;
  readonly region: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly permissions: RolePermissions;
  readonly report: Report;
  /** Stores an object of so many records, good or failed ones. */
  store(key: string, body: Uint8Array, records: number, failed: boolean): void;
}

/** An object that is written before another service reads it. */
export interface StagedObject {
  readonly delivery: Delivery;
  readonly body: Uint8Array;
  written(): boolean;
  /** Where it lies, once it is written. */
  url(): string;
}

type Ok = Extract<Prepared, { result: 'ok' }>;
type Failed = Extract<Prepared, { result: 'failed' }>;

/** Amazon S3 as destination (Firehose guide, create-destination, "Configure destination settings for Amazon S3"). */
export class S3Destination implements Destination {
  readonly size: number;
  readonly interval: number;
  readonly #settings: S3Settings;
  readonly #host: S3Host;

  constructor(settings: S3Settings, host: S3Host) {
    this.#settings = settings;
    this.#host = host;
    this.size = settings.size;
    this.interval = settings.interval;
  }

  deliveries(batch: readonly Prepared[]): readonly Delivery[] {
    const ok = batch.filter((each): each is Ok => each.result === 'ok');
    const failed = batch.filter((each): each is Failed => each.result === 'failed');
    const { body, records, unconverted } = this.#bodyOf(ok);
    const byOutput = Map.groupBy([...failed, ...unconverted], ({ failure }) => failure.output);
    return [
      ...(records.length > 0 ? [this.#objectOf(records, body)] : []),
      ...[...byOutput].map(([output, group]) => this.#errorObjectOf(output, group)),
    ];
  }

  /** The good records of a batch as one object that another service reads; undefined where there are none. */
  staged(batch: readonly Prepared[]): StagedObject | undefined {
    const { body, records } = this.#bodyOf(batch.filter((each): each is Ok => each.result === 'ok'));
    if (records.length === 0) return undefined;
    const keys: string[] = [];
    const delivery = this.#objectOf(records, body, (key) => keys.push(key));
    return { delivery, body, written: () => keys.length > 0, url: () => `s3://${this.#name}/${keys.at(-1)}` };
  }

  /** loading-data-files-using-manifest: a file that names the objects of a COPY. */
  manifestOf({ delivery, url }: StagedObject): Delivery {
    const { prefix = '' } = this.#settings;
    const manifest = { entries: [{ url: url(), mandatory: true }] };
    return this.#delivery(
      'manifest',
      delivery.records,
      Buffer.from(JSON.stringify(manifest)),
      (at) => prefixOf(`${prefix}errors/manifests/`, { at }),
      '',
      () => undefined,
    );
  }

  get #name(): string {
    return this.#settings.bucketArn.replace(/^arn:[\w-]+:s3:::/, '');
  }

  reportAge(age: number): void {
    this.#host.report('DeliveryToS3.DataFreshness', age / 1000);
  }

  #bodyOf(ok: readonly Ok[]): { body: Buffer; records: readonly SourceRecord[]; unconverted: readonly Failed[] } {
    const { conversion, gzip } = this.#settings;
    const recordsOf = (all: readonly Ok[]) => all.map(({ record }) => record);
    if (!conversion || ok.length === 0) {
      // Firehose guide, basic-deliver: records are concatenated without any delimiter
      const joined = Buffer.concat(ok.map(({ data }) => data));
      return { body: gzip ? gzipSync(joined) : joined, records: recordsOf(ok), unconverted: [] };
    }
    const { file, records, failed } = converted(ok, conversion, this.#host.clock.now(), this.#host.region);
    this.#host.report('SucceedConversion.Records', records.length);
    this.#host.report('FailedConversion.Records', failed.length);
    return { body: file, records: recordsOf(records), unconverted: failed };
  }

  #objectOf(
    records: readonly SourceRecord[],
    body: Uint8Array,
    named: (key: string) => void = () => undefined,
  ): Delivery {
    const { prefix, extension, conversion, gzip } = this.#settings;
    const ending = extension ?? (conversion ? '.parquet' : gzip ? '.gz' : '');
    return this.#delivery(
      'records',
      records,
      body,
      (at) => prefixOf(prefix, { at }),
      ending,
      (key) => {
        named(key);
        this.#host.report('DeliveryToS3.Records', records.length);
        this.#host.report('DeliveryToS3.Bytes', body.length);
        this.#host.report('DeliveryToS3.ObjectCount', 1);
      },
    );
  }

  #errorObjectOf(errorOutput: Failure['output'], group: readonly Failed[]): Delivery {
    const { errorPrefix, prefix } = this.#settings;
    const body = Buffer.from(group.map(({ failure }) => `${JSON.stringify(failure.document)}\n`).join(''));
    const records = group.map(({ record }) => record);
    return this.#delivery(
      errorOutput,
      records,
      body,
      (at) => errorPrefixOf(errorPrefix ?? prefix, { at, errorOutput }),
      '',
      () => undefined,
    );
  }

  #delivery(
    what: string,
    records: readonly SourceRecord[],
    body: Uint8Array,
    folder: (at: number) => string,
    ending: string,
    stored: (key: string) => void,
  ): Delivery {
    const { deliveryStream, clock, permissions, report, store } = this.#host;
    const { bucketArn, roleArn } = this.#settings;
    const oldest = records.reduce((least, { arrivedAt }) => Math.min(least, arrivedAt), Infinity);
    let writes = 0;
    return {
      records,
      write: async () => {
        const identity = `${deliveryStream}|${what}|${placeOf(records[0]!)}|${writes++}`;
        const key = `${folder(oldest)}${objectName(deliveryStream, oldest, identity)}${ending}`;
        const call = { action: 's3:PutObject', resource: `${bucketArn}/${key}` };
        if (!permissions.allows(roleArn, call))
          throw new Error(`S3.AccessDenied: the role does not allow ${call.action} on ${call.resource}`);
        store(key, body, records.length, what !== 'records');
        report('DeliveryToS3.Success', 1);
        report('DeliveryToS3.DataFreshness', Math.max(0, clock.now() - oldest) / 1000);
        stored(key);
      },
      refused: () => report('DeliveryToS3.Success', 0),
      instead: () => undefined,
      outage: 'delivery.destination-down',
    };
  }
}

/** Firehose guide, s3-object-name: STREAM-VERSION-yyyy-MM-dd-HH-mm-ss-UUID. The version is 1 until the configuration changes. */
function objectName(deliveryStream: string, at: number, identity: string): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  return `${deliveryStream}-1-${time}-${uuidOf(identity)}`;
}
