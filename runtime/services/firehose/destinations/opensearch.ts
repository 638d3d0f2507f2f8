import type { Clock } from '../../../contracts/clock.ts';
import type { RolePermissions } from '../../../contracts/permissions.ts';
import type { Delivery, Destination } from '../destination.ts';
import type { Report } from '../metrics.ts';
import type { Prepared } from '../record.ts';
import { recordIdOf } from '../transform/event.ts';
import { bulkBody, refusedIn, type BulkDocument, type Refusal } from './opensearch/bulk.ts';
import { indexNameOf, type Rotation } from './opensearch/index-name.ts';
import type { S3Destination } from './s3.ts';

export interface OpenSearchSettings {
  readonly domainArn: string;
  readonly roleArn: string;
  readonly indexName: string;
  readonly rotation: Rotation;
  /** Whether Firehose names the documents; otherwise OpenSearch does. */
  readonly namesDocuments: boolean;
  /** How long a document is tried, in milliseconds, the first attempt included. */
  readonly retryDuration: number;
  /** Whether all documents go to the bucket as well, or only those that are not indexed. */
  readonly backsUpAll: boolean;
  readonly size: number;
  readonly interval: number;
}

export interface OpenSearchHost {
  readonly clock: Pick<Clock, 'now'>;
  readonly permissions: RolePermissions;
  readonly report: Report;
  /** The way to the domain. */
  readonly fetch: typeof fetch;
  /** So many records are in the index. */
  indexed(records: number): void;
}

/**
 * An OpenSearch Service domain as destination (Firehose guide, create-destination, "Configure destination settings for OpenSearch
 * Service"). What it does not take within the retry duration goes to the bucket.
 */
export class OpenSearchDestination implements Destination {
  readonly size: number;
  readonly interval: number;
  readonly #settings: OpenSearchSettings;
  readonly #bucket: S3Destination;
  readonly #host: OpenSearchHost;

  constructor(settings: OpenSearchSettings, bucket: S3Destination, host: OpenSearchHost) {
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host;
    this.size = settings.size;
    this.interval = settings.interval;
  }

  deliveries(batch: readonly Prepared[]): readonly Delivery[] {
    const documents = batch.flatMap((prepared) => (prepared.result === 'ok' ? [this.#documentOf(prepared)] : []));
    const toBucket = this.#settings.backsUpAll ? batch : batch.filter(({ result }) => result === 'failed');
    return [
      ...(documents.length > 0 ? [new BulkDelivery(documents, this.#settings, this.#bucket, this.#host)] : []),
      ...this.#bucket.deliveries(toBucket),
    ];
  }

  reportAge(age: number): void {
    this.#host.report('DeliveryToAmazonOpenSearchService.DataFreshness', age / 1000);
  }

  #documentOf(prepared: Extract<Prepared, { result: 'ok' }>): BulkDocument {
    const { indexName, rotation, namesDocuments } = this.#settings;
    const { record, data } = prepared;
    return {
      prepared,
      index: indexNameOf(indexName, rotation, record.arrivedAt),
      // Firehose API reference, DocumentIdOptions: FIREHOSE_DEFAULT is "a unique document ID for each record", stable over retries
      id: namesDocuments ? `${recordIdOf(record)}.0` : undefined,
      text: Buffer.from(data).toString().trim(),
    };
  }
}

/** A bulk request, again and again for what of it is not indexed. */
class BulkDelivery implements Delivery {
  readonly outage = 'delivery.index-down';
  readonly records;
  readonly #documents: readonly BulkDocument[];
  readonly #settings: OpenSearchSettings;
  readonly #bucket: S3Destination;
  readonly #host: OpenSearchHost;
  readonly #begun: number;
  /** What is not indexed, and why the domain refuses it, where it has said so. */
  #left: readonly BulkDocument[];
  #refusals: ReadonlyMap<BulkDocument, Refusal> = new Map();
  #attempts = 0;
  #answered = false;

  constructor(
    documents: readonly BulkDocument[],
    settings: OpenSearchSettings,
    bucket: S3Destination,
    host: OpenSearchHost,
  ) {
    this.records = documents.map(({ prepared }) => prepared.record);
    this.#documents = documents;
    this.#left = documents;
    this.#settings = settings;
    this.#bucket = bucket;
    this.#host = host;
    this.#begun = host.clock.now();
  }

  async write(): Promise<void> {
    const { permissions, report } = this.#host;
    const { roleArn, domainArn } = this.#settings;
    const call = { action: 'es:ESHttpPost', resource: `${domainArn}/_bulk` };
    const allowed = permissions.allows(roleArn, call);
    report('DeliveryToAmazonOpenSearchService.AuthFailure', allowed ? 0 : 1);
    if (!allowed) throw new Refused('403', `the role does not allow ${call.action} on ${call.resource}`);
    // where all is indexed, and the answer was lost, all of it is sent again
    const documents = this.#left.length > 0 ? this.#left : this.#documents;
    this.#refusals = refusedIn(await this.#answerTo(bulkBody(documents)), documents);
    this.#left = documents.filter((document) => this.#refusals.has(document));
    this.#account(documents);
    const [first] = this.#refusals.values();
    if (first) throw new Refused(first.code, `${this.#left.length} documents are not indexed: ${first.message}`);
  }

  async #answerTo(body: string): Promise<string> {
    const response = await this.#host.fetch('https://domain/_bulk', { method: 'POST', body });
    const text = await response.text();
    if (!response.ok) throw new Refused(String(response.status), text.slice(0, 500));
    return text;
  }

  /** An answer says of each document whether it is indexed. */
  #account(documents: readonly BulkDocument[]): void {
    const { clock, report, indexed } = this.#host;
    const taken = documents.filter((document) => !this.#refusals.has(document));
    this.#answered = true;
    report('DeliveryToAmazonOpenSearchService.Success', taken.length / documents.length);
    report('DeliveryToAmazonOpenSearchService.DeliveryRejected', taken.length < documents.length ? 1 : 0);
    if (taken.length === 0) return;
    report('DeliveryToAmazonOpenSearchService.Records', taken.length);
    const bytes = taken.reduce((sum, { prepared }) => sum + prepared.data.length, 0);
    report('DeliveryToAmazonOpenSearchService.Bytes', bytes);
    const oldest = taken.reduce((least, { prepared }) => Math.min(least, prepared.record.arrivedAt), Infinity);
    report('DeliveryToAmazonOpenSearchService.DataFreshness', Math.max(0, clock.now() - oldest) / 1000);
    indexed(taken.length);
  }

  refused(why: Error): void {
    this.#attempts++;
    if (!this.#answered) {
      const refusal = { code: why instanceof Refused ? why.code : '0', message: why.message };
      this.#refusals = new Map(this.#left.map((document) => [document, refusal]));
      this.#host.report('DeliveryToAmazonOpenSearchService.Success', 0);
      this.#host.report('DeliveryToAmazonOpenSearchService.DeliveryRejected', 1);
    }
    this.#answered = false;
  }

  /**
   * Firehose guide, retry: "Amazon Data Firehose retries for the specified time duration and then skips that particular index
   * request. The skipped documents are delivered to your S3 bucket".
   */
  instead(): readonly Delivery[] | undefined {
    const now = this.#host.clock.now();
    if (now - this.#begun < this.#settings.retryDuration) return undefined;
    return this.#bucket.deliveries(this.#left.map((document) => this.#skipped(document, now)));
  }

  /** Firehose guide, retry: the JSON of a skipped document. */
  #skipped(skipped: BulkDocument, now: number): Prepared {
    const { prepared, index, id } = skipped;
    const { record, data } = prepared;
    const { code, message } = this.#refusals.get(skipped)!;
    const document = {
      attemptsMade: this.#attempts,
      arrivalTimestamp: record.arrivedAt,
      errorCode: code,
      errorMessage: message,
      attemptEndingTimestamp: now,
      esDocumentId: id ?? null,
      esIndexName: index,
      esTypeName: null,
      rawData: Buffer.from(data).toString('base64'),
    };
    return { record, result: 'failed', failure: { output: 'AmazonOpenSearchService-failed', document } };
  }
}

/** What the domain, or its front end, has said of a whole request. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
