import type { ServiceJournal } from '../../contracts/journal.ts';
import type { Host, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import type { Destination } from './destination.ts';
import { destinationFor } from './destinations.ts';
import { Lane, type LaneTransform } from './lane.ts';
import { reportOf, reportSizes, type Report } from './metrics.ts';
import { requireAccess } from './permissions.ts';
import { PartitionKeys } from './partitioning/partition-keys.ts';
import { recordsWithin } from './partitioning/records-within.ts';
import { positionOf, type Prepared, type SourceRecord } from './record.ts';
import { Reader } from './reader.ts';
import { settingsOf, type DeliverySettings } from './settings.ts';
import { requireConnection } from './settings/msk.ts';
import type { LaneRecord, Source, SourceSettings } from './source.ts';
import { componentOfSource, sourceFor, tooEarly } from './sources.ts';
import { transform } from './transform/transform.ts';
import type { DeliveryStream } from './types.ts';

/** What survives the process: when it became ACTIVE, what was put, and how far each lane has come. */
export type Entry =
  | { readonly of: string; readonly active: number }
  | { readonly of: string; readonly put: string; readonly arrivedAt: number }
  | { readonly of: string; readonly lane: string; readonly done: string };

const putLane = 'put';
const minute = 60_000;
/** Firehose guide, retry: up to 24 hours for records that are put. */
export const keptWhenPut = 24 * 60 * minute;
/** How long a delivery stream is not yet ACTIVE that nothing waits for. */
const late = minute;

/** One Firehose stream. */
export class RunningDeliveryStream implements DeliveryStream {
  readonly arn: string;
  readonly name: string;
  readonly source: SourceSettings | undefined;
  readonly #resource: Resource;
  readonly #host: Host;
  readonly #journal: ServiceJournal<Entry>;
  readonly #settings: DeliverySettings;
  readonly #destination: Destination;
  /** A topic is there once the deployment has made it. */
  #source: Source | undefined;
  #reader: Reader | undefined;
  #lanes: ReadonlyMap<string, Lane> = new Map();
  readonly #report: Report;
  readonly #keys = new PartitionKeys();
  readonly #component: string;
  readonly #from: string;
  #activeSince: number | undefined;
  /** By lane, the position of the newest record that was read or left out. */
  readonly #newest = new Map<string, string>();
  #puts = 0n;
  #closed = false;

  /** Throws for settings that Firehose refuses, for what is not modelled, and for a role that lacks a permission. */
  constructor(resource: Resource, host: Host, journal: ServiceJournal<Entry>) {
    this.arn = resource.arn;
    this.name = resource.name;
    this.#resource = resource;
    this.#host = host;
    this.#journal = journal;
    this.#settings = settingsOf(resource, host.graph);
    this.source = this.#settings.source;
    requireAccess(host.permissions, this.name, this.#settings.access);
    if (this.source?.kind === 'topic') requireConnection(this.source, this.arn, host.graph, host.permissions);
    this.#report = reportOf(host.metrics, this.name);
    this.#component = resource.component ?? resource.id;
    this.#from = this.source ? componentOfSource(this.source, host) : this.#componentOf(this.arn);
    this.#destination = destinationFor(this.#settings, resource, host, this.#report, this.#keys);
    if (this.source?.kind !== 'topic') this.#open();
  }

  /** Every minute. */
  report(): void {
    const lanes = [...this.#lanes];
    const oldest = lanes.flatMap(([, lane]) => lane.oldest() ?? []);
    if (oldest.length > 0) this.#destination.reportAge(Math.max(0, this.#host.clock.now() - Math.min(...oldest)));
    if (this.#activeSince === undefined) return;
    for (const [id, lane] of lanes) {
      const behind = this.#source?.behind(id, this.#newest.get(id));
      if (behind === undefined) continue;
      this.#report('KafkaOffsetLag', behind);
      this.#report('DataReadFromSource.Backpressured', lane.obstacle() === undefined ? 0 : 1);
    }
  }

  get activeSince(): number | undefined {
    return this.#activeSince;
  }

  put(data: Uint8Array | string): void {
    if (this.source) throw new Error(`${this.name} reads ${this.source.arn}: nothing can be put into it`);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    const record = this.#putRecord(positionOf(String(++this.#puts)), this.#host.clock.now(), bytes);
    this.#journal.remember({ of: this.name, put: record.position, arrivedAt: record.arrivedAt }, bytes);
    this.#report('IncomingRecords', 1);
    this.#report('IncomingBytes', bytes.length);
    this.#report('ThrottledRecords', 0);
    this.#lanes.get(putLane)!.take(record);
  }

  /** Whether PutRecordBatch has capacity for a record now. */
  admits(identity: string): boolean {
    const throttled = this.#host.faults.strike('delivery.record-throttled', `${this.name}|${identity}`) !== undefined;
    if (throttled) this.#report('ThrottledRecords', 1);
    return !throttled;
  }

  /** Takes up what an earlier process has not delivered. */
  restore(): void {
    if (this.source?.kind === 'topic') this.#open();
    const own = this.#journal.remembered().filter(({ entry }) => entry.of === this.name);
    const done = new Map<string, string>();
    for (const { entry } of own) {
      if ('active' in entry) this.#activeSince = entry.active;
      if ('done' in entry) done.set(entry.lane, entry.done);
    }
    for (const [lane, position] of done) this.#newest.set(lane, position);
    const isDone = (lane: string, position: string): boolean => position <= (done.get(lane) ?? '');
    for (const { entry, bytes } of own) {
      if (!('put' in entry)) continue;
      this.#puts = BigInt(entry.put);
      if (!isDone(putLane, entry.put))
        this.#lanes.get(putLane)!.take(this.#putRecord(entry.put, entry.arrivedAt, bytes));
    }
    if (this.#activeSince === undefined) return;
    for (const each of this.#source?.records() ?? [])
      if (!isDone(each.lane, each.record.position)) this.#reader!.read(each);
  }

  /** What was written before the delivery stream is ACTIVE is not delivered, unless its source is read from an earlier time. */
  begin(): void {
    this.#source?.onRecord((record) => {
      if (this.#activeSince !== undefined && !this.#closed) this.#reader!.read(record);
    });
    if (this.#activeSince !== undefined) return;
    const early = this.source ? tooEarly(this.source, this.#resource, this.#host) : [];
    if (early.length === 0) return this.#activate();
    this.#host.error(
      this.#component,
      `${early.map(({ id }) => id).join(', ')} may write to the ${this.source!.kind} before ${this.name} is ACTIVE: it is late in this run, and ` +
        'what is written before is not delivered. Add a dependency on the delivery stream',
    );
    this.#host.clock.timer(late, () => this.#activate());
  }

  async idle(): Promise<void> {
    await this.#reader?.idle();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
  }

  waiting(): readonly Waiting[] {
    const lanes = [...this.#lanes.values()].filter((lane) => lane.waiting() > 0);
    const unread = this.#reader?.unread ?? 0;
    if (lanes.length === 0 && unread === 0) return [];
    const obstacle = lanes.map((lane) => lane.obstacle()).find(Boolean) ?? (unread > 0 ? 'not read' : 'in its buffers');
    const count = lanes.reduce((sum, lane) => sum + lane.waiting(), unread);
    return [{ component: this.#from, count, what: `records in delivery stream ${this.#component}: ${obstacle}` }];
  }

  close(): void {
    this.#closed = true;
    this.#reader?.close();
  }

  #activate(): void {
    this.#activeSince = this.#host.clock.now();
    this.#journal.remember({ of: this.name, active: this.#activeSince });
    const source = this.#source;
    if (!source) return;
    const skipped = source.skipped(this.#activeSince);
    for (const [lane, done] of skipped) {
      this.#journal.remember({ of: this.name, lane, done });
      this.#newest.set(lane, done);
    }
    for (const each of source.records())
      if (each.record.position > (skipped.get(each.lane) ?? '')) this.#reader!.read(each);
  }

  #open(): void {
    this.#source = this.source && sourceFor(this.source, this.#resource, this.#host);
    this.#reader =
      this.#source &&
      new Reader({
        name: this.name,
        clock: this.#host.clock,
        faults: this.#host.faults,
        source: this.#source,
        take: (records) => this.#takeAll(records),
        lost: (count) => this.#lost(count),
      });
    const lanes = this.#source?.lanes ?? [putLane];
    this.#lanes = new Map(lanes.map((lane) => [lane, this.#lane(lane, this.#destination)]));
  }

  #takeAll(records: readonly LaneRecord[]): void {
    reportSizes(
      this.#report,
      this.#source!.readAs,
      records.map(({ record }) => record),
    );
    for (const record of records) this.#take(record);
  }

  #take({ lane, record }: LaneRecord): void {
    this.#newest.set(lane, record.position);
    const { records, beyond } = recordsWithin(record, this.#settings.partitioning?.delimiter);
    for (const each of records) this.#lanes.get(lane)!.take(each);
    if (beyond > 0)
      this.#host.error(this.#component, `${this.name} has lost ${beyond} records: one of the stream had more than 500`);
  }

  #putRecord(position: string, arrivedAt: number, data: Uint8Array): SourceRecord {
    return { position, data, arrivedAt, storedAt: arrivedAt, origin: undefined };
  }

  #lane(id: string, destination: Destination): Lane {
    const { clock, faults } = this.#host;
    return new Lane({
      id: `${this.name}|${id}`,
      clock,
      faults,
      destination,
      transform: this.#transform(),
      retention: this.#retention,
      observer: {
        done: (batch) => this.#done(id, batch),
        refused: (why) => this.#host.error(this.#component, `${this.name} could not deliver: ${why}`),
        lost: (records) => this.#lost(records.length),
      },
    });
  }

  /** How long a record may wait, in milliseconds. */
  get #retention(): number {
    return this.#source?.retention ?? keptWhenPut;
  }

  #lost(count: number): void {
    this.#host.error(this.#component, `${this.name} has lost ${count} records: its source has forgotten them`);
  }

  #done(lane: string, batch: readonly Prepared[]): void {
    if (this.#closed) return;
    const done = batch.at(-1)!.record.position;
    this.#journal.remember({ of: this.name, lane, done });
    this.#source?.done(lane, done);
    const { clock, meter } = this.#host;
    if (this.#source) meter.flow(this.#from, this.#component, batch.length);
    // what waits in the buffers is not late
    const { transform: before, domain, bucket } = this.#settings;
    const buffered = (before?.interval ?? 0) + (domain ?? bucket).interval;
    const inTime = clock.now() - buffered;
    for (const { record } of batch) meter.lag(this.#component, Math.max(0, inTime - record.arrivedAt));
    const dropped = batch.filter(({ result }) => result === 'dropped').length;
    if (dropped > 0) meter.dropped(this.#component, dropped);
  }

  #transform(): LaneTransform | undefined {
    const settings = this.#settings.transform;
    if (!settings) return undefined;
    const { clock, faults, permissions, functions, meter, graph } = this.#host;
    const { functionArn, size, interval } = settings;
    const { roleArn } = this.#settings;
    const target = this.#componentOf(functionArn);
    const host = {
      clock,
      faults,
      deliverer: { arn: this.arn, region: graph.region, source: this.source },
      mayInvoke: () => permissions.allows(roleArn, { action: 'lambda:InvokeFunction', resource: functionArn }),
      invoke: this.#keys.noting((event) => functions.invoke(functionArn, event)),
      invoked: (succeeded: boolean, duration: number) => {
        this.#report('ExecuteProcessing.Success', succeeded ? 1 : 0);
        this.#report('ExecuteProcessing.Duration', duration);
      },
    };
    const run = async (batch: readonly SourceRecord[]) => {
      meter.flow(this.#component, target, batch.length);
      const prepared = await transform(batch, settings, host);
      const good = prepared.filter((each) => each.result === 'ok');
      reportSizes(this.#report, 'SucceedProcessing', good);
      return prepared;
    };
    return { size, interval, run };
  }

  #componentOf(arn: string): string {
    const found = this.#host.graph.named(arn);
    return found?.component ?? found?.id ?? arn;
  }
}
