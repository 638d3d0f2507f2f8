import {
  type ChangeCapture,
  type Clock,
  type Faults,
  type ObjectStore,
  type Stream,
  type StreamRecord,
  type Table,
} from '../api.ts';
import { indexSettings, type SearchIndex } from '../index-api.ts';
import { OpenSearchIndex } from '../services/opensearch/network.ts';
import { Bucket } from '../services/s3/bucket.ts';
import { KinesisStream } from '../services/kinesis/stream.ts';
import { CapturedTable } from '../services/dynamodb/table.ts';
import type { InvokedFunction, SearchService, Services as GatewayServices } from '../gateway/services.ts';
import type { Resource, ResourceGraph } from '../template/graph.ts';
import type { ExistingTable } from '../local-api.ts';
import type { Memory } from '../kernel/durable-state.ts';
import type { Meter } from './meter.ts';

export interface ServicesOptions {
  readonly graph: ResourceGraph;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly memory: Memory;
  readonly existingTables: readonly ExistingTable[];
  readonly meter: Meter;
  /** The ARN that a caller goes by. */
  principal(accessKeyId: string): string;
  /** Invokes a function of the stack. */
  run(functionArn: string, event: unknown): Promise<unknown>;
}

interface Kinds {
  table: Table;
  stream: Stream;
  bucket: ObjectStore;
}

interface TableProperties {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
  readonly Replicas?: readonly { readonly KinesisStreamSpecification?: StreamSpecification }[];
  readonly KinesisStreamSpecification?: StreamSpecification;
}
interface StreamSpecification {
  readonly StreamArn: string;
  readonly ApproximateCreationDateTimePrecision?: 'MICROSECOND' | 'MILLISECOND';
}

const hour = 3_600_000;
/** The component that stands for a table which the stack does not make. */
const existingTable = 'Table';

/** What holds the data of a run: one object for each resource of the template that holds some. */
export class Services implements GatewayServices {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  readonly #options: ServicesOptions;
  readonly #streams = new Map<string, KinesisStream>();
  readonly #tables = new Map<string, CapturedTable>();
  readonly #buckets = new Map<string, Bucket>();
  readonly #search: SearchService | undefined;
  readonly #listeners: ((record: StreamRecord, stream: Stream) => void)[] = [];

  constructor(options: ServicesOptions) {
    this.#options = options;
    const { graph, clock, existingTables } = options;
    this.account = graph.account;
    this.region = graph.region;
    this.clock = clock;
    for (const stream of graph.ofType('AWS::Kinesis::Stream')) this.#streams.set(stream.ref, this.#stream(stream));
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'])
      for (const table of graph.ofType(type)) this.#tables.set(table.ref, this.#table(table));
    for (const { name, key } of existingTables)
      if (!this.#tables.has(name)) this.#tables.set(name, this.#tableOf(name, existingTable, key, undefined));
    for (const bucket of graph.ofType('AWS::S3::Bucket')) this.#buckets.set(bucket.ref, this.#bucket(bucket));
    this.#search = this.#searchEngine();
  }

  table(name: string): CapturedTable | undefined {
    return this.#tables.get(name.replace(/^arn:.*:table\//, ''));
  }

  stream(nameOrArn: string): KinesisStream | undefined {
    return this.#streams.get(nameOrArn.replace(/^arn:.*:stream\//, ''));
  }

  bucket(name: string): Bucket | undefined {
    return this.#buckets.get(name.replace(/^arn:[\w-]+:s3:::/, ''));
  }

  function(nameOrArn: string): InvokedFunction | undefined {
    const { graph, run } = this.#options;
    const target = graph.named(nameOrArn, 'AWS::Lambda::Function');
    return target && { arn: target.arn, run: (event) => run(target.arn, event) };
  }

  search(): SearchService | undefined {
    return this.#search;
  }

  /** The one search engine of the stack. Throws when it has none. */
  get index(): SearchIndex {
    if (!this.#search) throw new Error('The stack has no search engine.');
    return this.#search.index;
  }

  outputs(stackName: string): Readonly<Record<string, string>> | undefined {
    return stackName === this.#options.graph.stackName ? this.#options.graph.outputs : undefined;
  }

  principal(accessKeyId: string): string {
    return this.#options.principal(accessKeyId);
  }

  get tables(): readonly CapturedTable[] {
    return [...this.#tables.values()];
  }

  /** A resource by its name or ARN. Throws when the stack has none of that name. */
  needed<Kind extends keyof Kinds>(kind: Kind, name: string): Kinds[Kind] {
    const known = { table: this.#tables, stream: this.#streams, bucket: this.#buckets }[kind];
    const found = this[kind](name) as Kinds[Kind] | undefined;
    if (!found) throw new Error(`The stack has no ${kind} "${name}", only ${[...known.keys()].join(', ') || 'none'}.`);
    return found;
  }

  onRecord(listener: (record: StreamRecord, stream: Stream) => void): void {
    this.#listeners.push(listener);
  }

  #stream({ arn, properties }: Resource): KinesisStream {
    const { clock, memory } = this.#options;
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
    for (const record of memory.records(arn)) stream.restore(record);
    stream.onPut((record) => memory.record(arn, record));
    stream.onPut((record) => {
      for (const listener of this.#listeners) listener(record, stream);
    });
    return stream;
  }

  /** Takes up the tables of an earlier run, once the deployment has told them where their changes go. */
  restoreTables(): void {
    const arrived = this.#arrivals();
    for (const [name, table] of this.#tables) table.restore(this.#options.memory.changes(name), arrived);
  }

  #table({ ref, properties, component = ref }: Resource): CapturedTable {
    const { KeySchema, Replicas, KinesisStreamSpecification } = properties as unknown as TableProperties;
    const key = KeySchema.toSorted((a) => (a.KeyType === 'HASH' ? -1 : 1)).map(({ AttributeName }) => AttributeName);
    const specification = Replicas?.[0]?.KinesisStreamSpecification ?? KinesisStreamSpecification;
    const changes = specification && {
      stream: this.needed('stream', specification.StreamArn),
      precision: specification.ApproximateCreationDateTimePrecision ?? ('MILLISECOND' as const),
    };
    return this.#tableOf(ref, component, key as unknown as ExistingTable['key'], changes);
  }

  #tableOf(
    name: string,
    component: string,
    key: ExistingTable['key'],
    changes: ChangeCapture | undefined,
  ): CapturedTable {
    const { clock, faults, memory, meter, graph } = this.#options;
    const table: CapturedTable = new CapturedTable({ name, key, changes, clock, faults }, (change) => {
      memory.change(name, change);
      const stream = table.changes && graph.named(table.changes.stream.arn)?.component;
      if (!stream) return;
      meter.flow(component, stream, change.arrivals.length);
      for (const at of change.arrivals) meter.lag(component, at - clock.now());
    });
    return table;
  }

  /** How often each text lies in a stream. */
  #arrivals(): (data: string) => number {
    const counts = new Map<string, number>();
    for (const stream of this.#streams.values())
      for (const { data } of stream.records()) {
        const text = Buffer.from(data).toString();
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    return (data) => counts.get(data) ?? 0;
  }

  #bucket({ ref }: Resource): Bucket {
    const { clock, faults, memory } = this.#options;
    const bucket = new Bucket({ clock, faults }, (key, object) => memory.object(ref, key, object));
    for (const { key, object } of memory.objects(ref)) bucket.restore(key, object);
    return bucket;
  }

  #searchEngine(): SearchService | undefined {
    const { graph, clock, faults, memory } = this.#options;
    const [collection] = graph.ofType('AWS::OpenSearchServerless::Collection');
    const [domain] = graph.ofType('AWS::OpenSearchService::Domain');
    const engine = collection ?? domain;
    if (!engine) return undefined;
    const settings = indexSettings[collection ? 'serverless' : 'domain'];
    const index = new OpenSearchIndex({ clock, faults, settings }, (applied) => memory.index(applied));
    for (const applied of memory.applied()) index.restore(applied);
    return { index, arn: engine.arn, name: engine.name };
  }
}
