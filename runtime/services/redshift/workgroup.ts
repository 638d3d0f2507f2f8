import type { Host, Waiting } from '../../contracts/service.ts';
import type { ServiceJournal } from '../../contracts/journal.ts';
import { beginsAsQuery, onlyQueries } from '../../kernel/begins-as-query.ts';
import { digest } from '../../kernel/identity.ts';
import { sourceOf } from './copy-source.ts';
import { Database, FailedStatement } from './database.ts';
import { isCopy } from './dialect/columnar-copy.ts';
import { withRecordsTakenApart } from './dialect/partiql.ts';
import type { CopySource } from './columnar-files.ts';
import type { Ended, Entry, Row } from './entry.ts';
import { limitReached } from './faults.ts';
import { WorkMeter } from './metrics.ts';
import type { Namespace } from './namespace.ts';
import { keptFor, Statement, tokenValidFor, type Submitted } from './statement.ts';
import { StreamViews } from './stream-views.ts';
import type { Copied, StreamViewRow, Warehouse } from './types.ts';
import { namedRows } from './engine/result.ts';
import { qualified } from './dialect/table.ts';
import { withFilesRead } from './with-files-read.ts';

const second = 1000;
/** How long a statement takes to be picked up, and to run. */
const pickedAfter = 50;
const runsFor = 200;

/** A workgroup of a run: the calls that it was sent, and the database that it works on. */
export class Workgroup implements Warehouse {
  readonly name: string;
  readonly arn: string;
  readonly component: string;
  readonly namespace: Namespace;
  readonly #host: Host;
  readonly #journal: ServiceJournal<Entry>;
  readonly #database = new Database();
  readonly #caseSensitive: boolean;
  readonly #work: WorkMeter;
  readonly #statements = new Map<string, Statement>();
  readonly #views: StreamViews;
  readonly #files: CopySource;
  #closed = false;

  constructor(
    host: Host,
    journal: ServiceJournal<Entry>,
    of: Pick<Workgroup, 'name' | 'arn' | 'component' | 'namespace'> & { caseSensitive: boolean; capacity: number },
  ) {
    this.#host = host;
    this.#journal = journal;
    this.name = of.name;
    this.#work = new WorkMeter(host.metrics, of.name, of.capacity);
    this.arn = of.arn;
    this.component = of.component;
    this.namespace = of.namespace;
    this.#caseSensitive = of.caseSensitive;
    const { name: workgroup, component, namespace } = of;
    const parts = { database: this.#database, work: this.#work };
    this.#files = sourceOf(host, namespace);
    this.#views = new StreamViews({ host, journal, workgroup, component, namespace, ...parts });
  }

  /** Loads DuckDB, and repeats what an earlier process has done. Rejects where DuckDB is missing. */
  async open(): Promise<void> {
    await this.#database.open();
    let rows: (Row & { readonly data: Uint8Array })[] = [];
    const flush = async () => {
      const [first] = rows;
      const records = rows.map(({ record, data }) => ({ ...record, data }));
      if (first) await this.#views.repeat(first.view, first.refreshedAt, records);
      rows = [];
    };
    for (const { entry, bytes } of this.#journal.remembered()) {
      if ('view' in entry && entry.workgroup === this.name) {
        if (rows[0] && (rows[0].view !== entry.view || rows[0].refreshedAt !== entry.refreshedAt)) await flush();
        rows.push({ ...entry, data: bytes });
        continue;
      }
      await flush();
      if ('copied' in entry && entry.workgroup === this.name)
        await this.#database.copy({ table: entry.copied, columns: entry.columns, body: bytes }, () => undefined);
      if ('submitted' in entry && entry.submitted.workgroup === this.name)
        this.#statements.set(entry.submitted.id, new Statement(entry.submitted));
      if ('ended' in entry && entry.workgroup === this.name) await this.#repeat(entry, bytes);
    }
    await flush();
  }

  /** Takes up the calls that had not ended, and the views that refresh themselves. */
  begin(): void {
    for (const statement of this.#statements.values()) if (!statement.ended) void this.#run(statement);
    this.#views.begin();
  }

  close(): void {
    this.#closed = true;
    this.#views.close();
  }

  async query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    if (changes(sql)) throw new Error(onlyQueries);
    const read = [withRecordsTakenApart(sql)];
    const [result] = await this.#database.transaction(read, this.#session(), this.#views.unread, () => undefined);
    return namedRows(result!);
  }

  rows(view: string): readonly StreamViewRow[] {
    return this.#database.rows(qualified(view.split('.')));
  }

  async copy({ table, columns, body }: Copied): Promise<void> {
    const { clock, faults } = this.#host;
    const begun = clock.now();
    await clock.sleep(runsFor);
    if (faults.strike('warehouse.limit-reached', table)) throw new Error(limitReached);
    await this.#database.copy({ table, columns, body }, () => {
      if (!this.#closed) this.#journal.remember({ workgroup: this.name, copied: table, columns }, body);
    });
    this.#work.worked(begun, clock.now());
  }

  /** A call of the same owner with the same token, made within the last eight hours. */
  sentBefore(owner: string, clientToken: string): Statement | undefined {
    const since = this.#host.clock.now() - tokenValidFor;
    return [...this.#statements.values()].find(
      ({ submitted }) =>
        submitted.owner === owner && submitted.clientToken === clientToken && submitted.createdAt >= since,
    );
  }

  /** Statements that count towards the limit of active ones: API reference, ActiveStatementsExceededException. */
  active(): number {
    return [...this.#statements.values()].filter(({ ended }) => !ended).length;
  }

  submit(submitted: Submitted): Statement {
    this.#journal.remember({ submitted });
    const statement = new Statement(submitted);
    this.#statements.set(submitted.id, statement);
    void this.#run(statement);
    return statement;
  }

  /** Calls that are not older than a day, the newest first. */
  statements(): readonly Statement[] {
    const since = this.#host.clock.now() - keptFor;
    for (const [id, { ended, updatedAt }] of this.#statements)
      if (ended && updatedAt < since) this.#statements.delete(id);
    return [...this.#statements.values()].toReversed();
  }

  cancel(statement: Statement): void {
    this.#end(statement, 'ABORTED', undefined);
  }

  waiting(): readonly Waiting[] {
    return this.#views.waiting().map(([view, count]) => ({
      component: this.component,
      count,
      what: `records that ${view} has not read`,
    }));
  }

  idle(): Promise<void> {
    return this.#views.idle();
  }

  #session(parameters: Submitted['parameters'] = {}, now = this.#host.clock.now()) {
    return { caseSensitive: this.#caseSensitive, now, parameters };
  }

  async #run(statement: Statement): Promise<void> {
    const { clock, faults } = this.#host;
    const identity = digest([this.name, ...statement.submitted.sqls].join('\n'));
    await clock.sleep(pickedAfter);
    if (statement.ended) return;
    statement.to('PICKED', clock.now());
    const waking = faults.strike('warehouse.waking', identity);
    await clock.sleep(waking ? 10 * second + waking.severity * 50 * second : pickedAfter);
    if (statement.ended) return;
    statement.to('STARTED', clock.now());
    const startedAt = clock.now();
    await clock.sleep(runsFor);
    if (statement.ended) return;
    if (faults.strike('warehouse.limit-reached', identity)) return this.#end(statement, 'FAILED', limitReached);
    if (faults.strike('warehouse.statement-aborted', identity)) return this.#end(statement, 'ABORTED', undefined);
    if (statement.submitted.sqls.some(changes) && faults.strike('warehouse.serialization-conflict', identity))
      return this.#end(
        statement,
        'FAILED',
        'ERROR: 1023 DETAIL: Serializable isolation violation on table in Redshift',
      );
    if (statement.submitted.sqls.some(refreshes) && faults.strike('warehouse.refresh-stopped', identity))
      return this.#end(statement, 'FAILED', 'ERROR: the refresh was stopped');
    const at = clock.now();
    await this.#execute(statement, at, (status, error, read) => this.#end(statement, status, error, at, read));
    statement.duration = clock.now() - startedAt;
    this.#work.worked(startedAt, startedAt + statement.duration);
  }

  /** Runs the statements as one transaction, and says how it ended before the next transaction may begin. */
  async #execute(
    statement: Statement,
    now: number,
    ended: (status: 'FINISHED' | 'FAILED', error?: string, read?: readonly string[]) => void,
    readBefore?: readonly string[],
  ): Promise<void> {
    const { sqls, parameters } = statement.submitted;
    const session = this.#session(parameters, now);
    try {
      const read = readBefore ?? (await withFilesRead(sqls, this.#database, session, this.#files));
      const results = await this.#database.transaction(
        read.map(withRecordsTakenApart),
        session,
        this.#views.unread,
        (done) => {
          ended('FINISHED', undefined, sqls.some(isCopy) ? read : undefined);
          this.#views.committed(done);
        },
      );
      for (const [index, { columns, records, rows }] of results.entries())
        Object.assign(statement.subs[index]!, { status: 'FINISHED', columns, records, rows });
    } catch (thrown) {
      if (!(thrown instanceof FailedStatement)) throw thrown;
      Object.assign(statement.subs[thrown.index]!, { status: 'FAILED', error: thrown.message });
      ended('FAILED', thrown.message);
    }
  }

  /** A statement that was cancelled while it ran has its effect all the same: its state says so. `at` is what GETDATE() gave. */
  #end(
    statement: Statement,
    status: 'FINISHED' | 'FAILED' | 'ABORTED',
    error: string | undefined,
    at = this.#host.clock.now(),
    read?: readonly string[],
  ): void {
    if (this.#closed) return;
    const { name: workgroup } = this;
    this.#journal.remember(
      { workgroup, ended: statement.submitted.id, at, status, ...(error === undefined ? {} : { error }) },
      // files that COPY has read may change
      read && Buffer.from(JSON.stringify(read)),
    );
    statement.to(status, at, error);
    if (status === 'FAILED')
      this.#host.log(this.component, `${statement.submitted.name ?? statement.submitted.id}: ${error}`);
  }

  /** What an earlier process has done to the database, once more; what has failed or was stopped did nothing. */
  async #repeat({ ended, at, status, error }: Ended, bytes: Uint8Array): Promise<void> {
    const statement = this.#statements.get(ended);
    if (!statement) return;
    const read = bytes.length > 0 ? (JSON.parse(Buffer.from(bytes).toString()) as string[]) : undefined;
    if (status === 'FINISHED') await this.#execute(statement, at, () => undefined, read);
    statement.to(status, at, error);
  }
}

const refreshes = (sql: string): boolean => /^\s*refresh\b/i.test(sql);
const changes = (sql: string): boolean => !beginsAsQuery(sql);
