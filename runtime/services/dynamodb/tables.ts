import type { ExistingTable } from '../../contracts/local-stack.ts';
import type { RecordSink } from '../../contracts/records.ts';
import type { Host, OutsideResource, RunningService, Waiting } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import { dynamodbApi } from './api.ts';
import { reportOldest, reportSkipped, reportWrite } from './metrics.ts';
import { CapturedTable, type CapturedChange } from './table.ts';
import { QueriedItems, type TableIndex } from './queried-items.ts';
import type { ChangeCapture } from './types.ts';
import { WatchedTable } from './watched-table.ts';

interface Entry {
  readonly table: string;
  readonly change: CapturedChange;
}

interface TableProperties {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
  readonly GlobalSecondaryIndexes?: readonly IndexProperties[];
  readonly Replicas?: readonly { readonly KinesisStreamSpecification?: StreamSpecification }[];
  readonly KinesisStreamSpecification?: StreamSpecification;
  readonly StreamSpecification?: object;
}
interface IndexProperties {
  readonly IndexName: string;
  readonly KeySchema: TableProperties['KeySchema'];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}
interface StreamSpecification {
  readonly StreamArn: string;
  readonly ApproximateCreationDateTimePrecision?: 'MICROSECOND' | 'MILLISECOND';
}

/** The component that stands for a table which the stack does not make. */
const existingTable = 'Table';
const minute = 60_000;

/** The tables of a run. */
export class Tables implements RunningService {
  readonly api;
  readonly outside: readonly OutsideResource[];
  readonly #host: Host;
  readonly #tables = new Map<string, CapturedTable>();
  readonly #queried = new Map<string, QueriedItems>();
  /** By the name of the table. */
  readonly #components = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
    const { graph, existingTables } = host;
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'])
      for (const table of graph.ofType(type)) this.#tables.set(table.ref, this.#table(table));
    const existing = existingTables.filter(({ name }) => !this.#tables.has(name));
    for (const { name, key } of existing)
      this.#tables.set(name, this.#tableOf(CapturedTable, name, existingTable, key, undefined));
    this.outside = existing.length > 0 ? [{ type: 'AWS::DynamoDB::Table', component: existingTable }] : [];
    this.api = dynamodbApi({
      account: graph.account,
      region: graph.region,
      table: (name) => this.find(name),
      queried: (name) => this.#queried.get(name),
      stream: (arn) => host.find('stream', arn),
    });
  }

  find(nameOrArn: string): CapturedTable | undefined {
    return this.#tables.get(nameOrArn.replace(/^arn:.*:table\//, ''));
  }

  names(): readonly string[] {
    return [...this.#tables.keys()];
  }

  /** Takes up the tables of an earlier run, once the deployment has told them where their changes go. */
  restore(): void {
    const entries = this.#host.journal<Entry>().remembered();
    const changes = Map.groupBy(
      entries.map(({ entry }) => entry),
      ({ table }) => table,
    );
    const arrived = this.#arrivals();
    for (const [name, table] of this.#tables) {
      const its = (changes.get(name) ?? []).map(({ change }) => change);
      table.restore(its, arrived);
      for (const change of its) this.#queried.get(name)?.note(change);
    }
  }

  begin(): void {
    this.#report();
  }

  async atRest(): Promise<void> {
    await Promise.all([...this.#tables.values()].map((table) => table.captured()));
  }

  waiting(): readonly Waiting[] {
    return [...this.#tables.values()]
      .map((table) => ({
        component: this.#components.get(table.name)!,
        count: table.capturing(),
        what: `changes of table ${table.name} on their way to stream ${table.changes?.stream.arn.split('/')[1]}`,
      }))
      .filter(({ count }) => count > 0);
  }

  /** Every minute. */
  #report(): void {
    const { clock, metrics } = this.#host;
    for (const table of this.#tables.values())
      if (table.changes) reportOldest(metrics, table.name, table.oldestCapturing());
    clock.timer(minute, () => this.#report());
  }

  #table({ ref, properties, component = ref }: Resource): CapturedTable {
    const { KeySchema, GlobalSecondaryIndexes, Replicas, KinesisStreamSpecification, StreamSpecification } =
      properties as unknown as TableProperties;
    const specification = Replicas?.[0]?.KinesisStreamSpecification ?? KinesisStreamSpecification;
    const changes = specification && {
      stream: this.#stream(specification.StreamArn),
      precision: specification.ApproximateCreationDateTimePrecision,
    };
    const key = keyOf(KeySchema) as unknown as ExistingTable['key'];
    const Kind = StreamSpecification ? WatchedTable : CapturedTable;
    return this.#tableOf(Kind, ref, component, key, changes, GlobalSecondaryIndexes?.map(indexOf));
  }

  #stream(arn: string): RecordSink {
    const stream = this.#host.find('stream', arn);
    if (!stream) throw new Error(`The stack has no stream "${arn}" for the changes of a table.`);
    return stream;
  }

  #tableOf(
    Kind: typeof CapturedTable,
    name: string,
    component: string,
    key: ExistingTable['key'],
    changes: ChangeCapture | undefined,
    indexes: readonly TableIndex[] = [],
  ): CapturedTable {
    const { clock, faults, meter, metrics, graph } = this.#host;
    const queried = new QueriedItems(indexes, { clock, faults });
    this.#queried.set(name, queried);
    const journal = this.#host.journal<Entry>();
    this.#components.set(name, component);
    const table: CapturedTable = new Kind({ name, key, changes, clock, faults }, (change) => {
      journal.remember({ table: name, change });
      queried.note(change);
      reportWrite(metrics, name, Buffer.byteLength(JSON.stringify(change.item)));
      if (change.skipped) reportSkipped(metrics, name);
      const stream = table.changes && graph.named(table.changes.stream.arn)?.component;
      if (!stream) return;
      meter.flow(component, stream, change.arrivals.length);
      for (const at of change.arrivals) meter.lag(component, at - clock.now());
    });
    return table;
  }

  /** How often each text lies in a stream that a table writes to. */
  #arrivals(): (data: string) => number {
    const counts = new Map<string, number>();
    const streams = new Set([...this.#tables.values()].flatMap(({ changes }) => changes?.stream ?? []));
    for (const stream of streams)
      for (const { data } of stream.records()) {
        const text = Buffer.from(data).toString();
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
    return (data) => counts.get(data) ?? 0;
  }
}

/** Partition key first. */
const keyOf = (schema: TableProperties['KeySchema']): readonly string[] =>
  schema.toSorted((a) => (a.KeyType === 'HASH' ? -1 : 1)).map(({ AttributeName }) => AttributeName);

const indexOf = ({ IndexName, KeySchema, Projection }: IndexProperties): TableIndex => ({
  name: IndexName,
  key: keyOf(KeySchema),
  projection: Projection.ProjectionType === 'ALL' ? 'ALL' : (Projection.NonKeyAttributes ?? []),
});
