import type { ServiceJournal } from '../../contracts/journal.ts';
import type { StreamRecord } from '../../contracts/records.ts';
import type { Host } from '../../contracts/service.ts';
import type { Database, Refreshed, Unread } from './database.ts';
import type { StreamView } from './dialect/statement.ts';
import type { Entry, Row } from './entry.ts';
import { limitReached } from './faults.ts';
import type { WorkMeter } from './metrics.ts';
import type { Namespace } from './namespace.ts';
import { StreamReader } from './stream-reader.ts';

const second = 1000;
/** materialized-view-streaming-ingestion: an auto refresh begins shortly after data arrives, and reads what has come. */
const refreshAfter = 5 * second;
/** A refresh that has failed is tried again. */
const refreshAgainAfter = 60 * second;

export interface StreamViewsOptions {
  readonly host: Host;
  readonly journal: ServiceJournal<Entry>;
  readonly database: Database;
  readonly workgroup: string;
  readonly work: WorkMeter;
  readonly component: string;
  readonly namespace: Namespace;
}

/** What the streaming views of a workgroup read, and when. */
export class StreamViews {
  readonly #of: StreamViewsOptions;
  readonly #readers = new Map<string, StreamReader>();
  /** Views whose refresh is set or runs. */
  readonly #refreshing = new Set<string>();
  readonly #atRest: (() => void)[] = [];
  /** Before that an earlier process's work is repeated, and no view reads anything of its own. */
  #begun = false;
  #closed = false;

  constructor(of: StreamViewsOptions) {
    this.#of = of;
  }

  /** Makes once more the rows that one refresh of an earlier process has made. */
  async repeat(view: string, refreshedAt: number, records: readonly StreamRecord[]): Promise<void> {
    const reader = this.#readers.get(view);
    await this.#of.database.refresh(
      view,
      () => records,
      refreshedAt,
      () => reader?.read(records),
    );
  }

  begin(): void {
    this.#begun = true;
    for (const view of this.#readers.keys()) this.#refreshSoon(view, refreshAfter);
  }

  close(): void {
    this.#closed = true;
  }

  /** How many records wait, by view; of views that refresh themselves. What somebody has to refresh may wait for ever. */
  waiting(): readonly (readonly [view: string, count: number])[] {
    return [...this.#of.database.views].flatMap(([view, { autoRefresh }]) => {
      const count = this.#readers.get(view)?.unread().length ?? 0;
      return autoRefresh && count > 0 ? [[view, count] as const] : [];
    });
  }

  idle(): Promise<void> {
    return this.waiting().length === 0 ? Promise.resolve() : new Promise((resolve) => this.#atRest.push(resolve));
  }

  readonly unread: Unread = (view, definition, roleArn) => {
    const reader = this.#reader(view, definition);
    const missing = this.#missing(reader, roleArn);
    if (missing.length > 0) throw new Error(`${roleArn} is not authorized to perform: ${missing.join(', ')}`);
    // what comes while a refresh is under way is not among them
    return this.#begun ? [...reader.unread()] : [];
  };

  /** After a transaction: what it has refreshed, defined and dropped. */
  committed(refreshed: readonly Refreshed[]): void {
    const { views } = this.#of.database;
    for (const each of refreshed) this.#remember(each);
    for (const view of this.#readers.keys()) if (!views.has(view)) this.#readers.delete(view);
    for (const view of views.keys()) this.#refreshSoon(view, refreshAfter);
  }

  /** Throws where the stream is not there. */
  #reader(view: string, definition: StreamView): StreamReader {
    const known = this.#readers.get(view);
    if (known) return known;
    const { host } = this.#of;
    const stream = host.find('stream', definition.stream);
    if (!stream) throw new Error(`Stream ${definition.stream} under account ${host.graph.account} not found.`);
    const reader = new StreamReader(stream, () => this.#refreshSoon(view, refreshAfter));
    this.#readers.set(view, reader);
    return reader;
  }

  /** AWS::RedshiftServerless::Namespace, IamRoles: SQL may name no other role. */
  #missing(reader: StreamReader, roleArn: string): readonly string[] {
    const { namespace, host } = this.#of;
    const arn = roleArn === 'default' ? namespace.defaultRoleArn : roleArn;
    if (arn === undefined || !namespace.roleArns.includes(arn))
      return [`a role that is associated with namespace ${namespace.name}`];
    return reader.missing(arn, host);
  }

  #remember({ view, records, at: refreshedAt }: Refreshed): void {
    const { host, journal, workgroup, component } = this.#of;
    const { meter, graph } = host;
    for (const { data, ...record } of records)
      journal.remember({ workgroup, view, refreshedAt, record } satisfies Row, data);
    const reader = this.#readers.get(view)!;
    reader.read(records);
    meter.flow(graph.named(reader.streamArn)?.component ?? reader.streamArn, component, records.length);
    meter.delivered(component, records.length);
    for (const { arrivedAt } of records) meter.lag(component, refreshedAt - arrivedAt);
    if (this.waiting().length === 0) for (const resolve of this.#atRest.splice(0)) resolve();
  }

  #refreshSoon(view: string, after: number): void {
    if (!this.#begun || this.#closed || this.#refreshing.has(view)) return;
    if (!this.waiting().some(([name]) => name === view)) return;
    this.#refreshing.add(view);
    this.#of.host.clock.timer(after, () => void this.#refresh(view));
  }

  /** A refresh makes rows of all that has come, or of nothing: a record that the view's query cannot take holds back the others. */
  async #refresh(view: string): Promise<void> {
    const { host, work, component } = this.#of;
    const begun = host.clock.now();
    let after = refreshAfter;
    try {
      await this.#refreshNow(view);
    } catch (thrown) {
      after = refreshAgainAfter;
      if (!this.#closed) host.error(component, `refresh of ${view}: ${(thrown as Error).message}`);
    }
    work.worked(begun, host.clock.now());
    this.#refreshing.delete(view);
    this.#refreshSoon(view, after);
  }

  async #refreshNow(view: string): Promise<void> {
    const { host, database } = this.#of;
    const definition = database.views.get(view);
    const roleArn = definition && database.roleOf(definition.schema);
    if (!definition || roleArn === undefined) return;
    if (host.faults.strike('warehouse.limit-reached', view)) throw new Error(limitReached);
    if (host.faults.strike('warehouse.refresh-stopped', view)) throw new Error('ERROR: the refresh was stopped');
    await database.refresh(
      view,
      () => [...this.unread(view, definition, roleArn)],
      host.clock.now(),
      (refreshed) => {
        if (!this.#closed) this.#remember(refreshed);
      },
    );
  }
}
