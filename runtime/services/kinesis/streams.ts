import type { EventSource } from '../../contracts/event-source.ts';
import type { RecordSink, StreamRecord } from '../../contracts/records.ts';
import type { Host, RunningService } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { kinesisApi } from './api.ts';
import { streamReport } from './metrics.ts';
import { StreamSource } from './poller/source.ts';
import { KinesisStream } from './stream.ts';

/** As a list: most entries of a journal are records, and the names of fields would be written with each. */
type Entry = readonly [
  stream: string,
  shardId: string,
  sequenceNumber: string,
  partitionKey: string,
  arrivedAt: number,
];

const hour = 3_600_000;
/** Once it has handed a record to its mapping, a stream needs it for readers of its API only: a run may last for days. */
const keptRecords = 5_000;

/** The streams of a run. */
export class Streams implements RunningService {
  readonly api;
  readonly #host: Host;
  readonly #streams: ReadonlyMap<string, KinesisStream>;
  readonly #listeners: ((record: StreamRecord, stream: RecordSink) => void)[] = [];

  constructor(host: Host) {
    this.#host = host;
    const resources = host.graph.ofType('AWS::Kinesis::Stream');
    this.#streams = new Map(resources.map((resource) => [resource.ref, this.#stream(resource)]));
    const { graph, clock } = host;
    this.api = kinesisApi({ account: graph.account, region: graph.region, clock, stream: (name) => this.find(name) });
  }

  find(nameOrArn: string): KinesisStream | undefined {
    return this.#streams.get(nameOrArn.replace(/^arn:.*:stream\//, ''));
  }

  names(): readonly string[] {
    return [...this.#streams.keys()];
  }

  source(arn: string): EventSource<StreamRecord> | undefined {
    const stream = arn.includes(':stream/') ? this.find(arn) : undefined;
    return stream && new StreamSource(stream, () => stream.keepNewest(keptRecords));
  }

  onRecord(listener: (record: StreamRecord, stream: RecordSink) => void): void {
    this.#listeners.push(listener);
  }

  /** Puts back what the stream had, and keeps what it takes from now on. */
  #stream({ arn, properties }: Resource): KinesisStream {
    const { clock, faults, metrics } = this.#host;
    const report = streamReport(metrics, arn);
    const journal = this.#host.journal<Entry>();
    const { ShardCount = 4, RetentionPeriodHours = 24 } = properties as {
      ShardCount?: number;
      RetentionPeriodHours?: number;
    };
    const stream = new KinesisStream({
      arn,
      shards: Number(ShardCount),
      retention: Number(RetentionPeriodHours) * hour,
      clock,
    });
    for (const { entry, bytes } of journal.remembered()) {
      const [name, shardId, sequenceNumber, partitionKey, arrivedAt] = entry;
      if (name === arn) stream.restore({ shardId, sequenceNumber, partitionKey, data: bytes, arrivedAt });
    }
    stream.admits = (partitionKey) => {
      const throttled = faults.strike('stream.write-throttled', partitionKey) !== undefined;
      if (throttled) report.throttled();
      return !throttled;
    };
    stream.onPut((record) => {
      const { shardId, sequenceNumber, partitionKey, data, arrivedAt } = record;
      journal.remember([arn, shardId, sequenceNumber, partitionKey, arrivedAt], data);
      report.taken(record);
      for (const listener of this.#listeners) listener(record, stream);
    });
    return stream;
  }
}
