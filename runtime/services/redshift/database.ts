import type { DuckDBConnection } from '@duckdb/node-api';
import type { StreamRecord } from '../../contracts/records.ts';
import type { Dialect } from './dialect/expression.ts';
import { sqlError } from './dialect/sql-error.ts';
import { understand, type StreamView, type Understood } from './dialect/statement.ts';
import { qualified } from './dialect/table.ts';
import { textLiteral } from './dialect/tokens.ts';
import { openDuckDb, recordsTable } from './engine/duckdb.ts';
import { errorOf } from './engine/errors.ts';
import { noRows, resultOf, type Result } from './engine/result.ts';
import { fill } from './fill-view.ts';
import { copyInto, tableOf } from './copy.ts';
import type { Copied, StreamViewRow } from './types.ts';

/** What a transaction is run with. */
export type Session = Pick<Dialect, 'caseSensitive' | 'now' | 'parameters'>;

/** What a database knows besides its tables. */
interface Catalogue {
  /** Role by external schema. */
  readonly streams: Map<string, string>;
  /** By `qualified` name. */
  readonly views: Map<string, StreamView>;
  /** What each streaming view holds, and what COPY has loaded into a table. */
  readonly rows: Map<string, readonly StreamViewRow[]>;
}

const copyOf = ({ streams, views, rows }: Catalogue): Catalogue => ({
  streams: new Map(streams),
  views: new Map(views),
  rows: new Map(rows),
});

/** The records that a view has not read. Throws where its stream cannot be read, because it is not there or the role may not. */
export type Unread = (view: string, definition: StreamView, roleArn: string) => readonly StreamRecord[];

/** What a refresh has made rows of. */
export interface Refreshed {
  readonly view: string;
  readonly records: readonly StreamRecord[];
  /** What refresh_time says of them. */
  readonly at: number;
}

/** A database: its tables in DuckDB, its streaming views here. One transaction at a time. */
export class Database {
  #connection: Promise<DuckDBConnection> | undefined;
  #catalogue: Catalogue = { streams: new Map(), views: new Map(), rows: new Map() };
  /** The end of the transaction that was asked for last. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Loads DuckDB. Rejects where it is missing. */
  async open(): Promise<void> {
    await (this.#connection ??= openDuckDb());
  }

  /** The streaming views, by `qualified` name. */
  get views(): ReadonlyMap<string, StreamView> {
    return this.#catalogue.views;
  }

  /** What a streaming view holds, or COPY has loaded into a table; by its `qualified` name. */
  rows(view: string): readonly StreamViewRow[] {
    return this.#catalogue.rows.get(view) ?? [];
  }

  roleOf(schema: string): string | undefined {
    return this.#catalogue.streams.get(schema);
  }

  /**
   * Runs statements in one transaction: all of them, or none. Rejects with a `FailedStatement`. Calls back before the next
   * transaction may begin.
   */
  transaction(
    sqls: readonly string[],
    session: Session,
    unread: Unread,
    done: (refreshed: readonly Refreshed[]) => void,
  ): Promise<readonly Result[]> {
    return this.#inTurn(async (connection) => {
      const catalogue = copyOf(this.#catalogue);
      const work = new Work(connection, catalogue, session, unread);
      const results: Result[] = [];
      await connection.run('begin');
      try {
        for (const sql of sqls) results.push(await work.run(sql));
        await connection.run('commit');
      } catch (thrown) {
        await connection.run('rollback');
        throw new FailedStatement(results.length, errorOf(thrown).message);
      }
      this.#catalogue = catalogue;
      done(work.refreshed);
      return results;
    });
  }

  /**
   * Makes rows of the records that `read` gives, in a transaction of its own; none where the view is gone. Rejects with what the
   * database says of them. Calls back before the next transaction may begin.
   */
  refresh(
    view: string,
    read: () => readonly StreamRecord[],
    now: number,
    done: (refreshed: Refreshed) => void,
  ): Promise<void> {
    return this.#inTurn(async (connection) => {
      const definition = this.#catalogue.views.get(view);
      if (!definition) return;
      const records = read();
      let rows: readonly StreamViewRow[];
      await connection.run('begin');
      try {
        rows = await fill(connection, view, definition, records, now);
        await connection.run('commit');
      } catch (thrown) {
        await connection.run('rollback');
        throw errorOf(thrown);
      }
      this.#catalogue.rows.set(view, [...this.rows(view), ...rows]);
      done({ view, records, at: now });
    });
  }

  /** COPY, in a transaction of its own. Rejects with what the database says. Calls back before the next transaction may begin. */
  copy(copied: Copied, done: () => void): Promise<void> {
    return this.#inTurn(async (connection) => {
      await connection.run('begin');
      let rows: readonly StreamViewRow[];
      try {
        rows = await copyInto(connection, copied);
        await connection.run('commit');
      } catch (thrown) {
        await connection.run('rollback');
        throw errorOf(thrown);
      }
      const table = tableOf(copied.table);
      this.#catalogue.rows.set(table, [...this.rows(table), ...rows]);
      done();
    });
  }

  #inTurn<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => work(await (this.#connection ??= openDuckDb())));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** The statement of a transaction that failed, counted from 0. */
export class FailedStatement extends Error {
  readonly index: number;

  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

/** One transaction. */
class Work {
  readonly refreshed: Refreshed[] = [];
  readonly #connection: DuckDBConnection;
  readonly #catalogue: Catalogue;
  readonly #unread: Unread;
  #session: Session;

  constructor(connection: DuckDBConnection, catalogue: Catalogue, session: Session, unread: Unread) {
    this.#connection = connection;
    this.#catalogue = catalogue;
    this.#session = session;
    this.#unread = unread;
  }

  async run(sql: string): Promise<Result> {
    const understood = understand(sql, { ...this.#session, supers: await this.#supers() });
    switch (understood.does) {
      case 'read':
        return resultOf(await this.#connection.runAndReadAll(understood.sql));
      case 'define':
        return (await this.#connection.run(understood.sql), noRows(0));
      case 'set':
        this.#session = { ...this.#session, caseSensitive: understood.caseSensitive };
        return noRows(0);
      case 'write':
      case 'merge':
        return await this.#write(understood);
      case 'define view':
        return await this.#defineView(understood);
      case 'define external schema':
        return await this.#defineSchema(understood);
      case 'define stream view':
        return await this.#defineStreamView(understood);
      case 'set auto refresh':
        return this.#setAutoRefresh(understood);
      case 'drop view':
        return await this.#dropStreamView(understood);
      case 'refresh':
        return await this.#refresh(qualified(understood.name));
    }
  }

  /** Columns of type SUPER. A name that is SUPER in one table counts as SUPER in all tables. */
  async #supers(): Promise<ReadonlySet<string>> {
    const columns = await this.#connection.runAndReadAll(
      "select distinct column_name from duckdb_columns() where data_type = 'JSON'",
    );
    return new Set(columns.getRowsJson().map(([name]) => name as string));
  }

  async #write(understood: Extract<Understood, { into: readonly string[] }>): Promise<Result> {
    if (this.#catalogue.views.has(qualified(understood.into)))
      throw sqlError(`cannot change materialized view "${understood.into.at(-1)}"`);
    if (understood.does === 'merge' && (await this.#connection.runAndReadAll(understood.conflicts)).currentRowCount > 0)
      throw sqlError('Found multiple matches to update the same tuple.');
    return noRows((await this.#connection.run(understood.sql)).rowsChanged);
  }

  /** r_CREATE_VIEW: a view is replaced only by one with the same columns. */
  async #defineView({ name, sql, replaces }: Extract<Understood, { does: 'define view' }>): Promise<Result> {
    const view = qualified(name);
    const columnsOf = async () =>
      JSON.stringify(
        (
          await this.#connection.runAndReadAll(
            `select column_name, data_type from duckdb_columns() where ${inView(name)}`,
          )
        ).getRowsJson(),
      );
    const before = await columnsOf();
    await this.#connection.run(`create ${replaces ? 'or replace ' : ''}view ${view} as ${sql}`);
    if (replaces && before !== '[]' && (await columnsOf()) !== before)
      throw sqlError('cannot change the columns of a view with CREATE OR REPLACE VIEW');
    return noRows(0);
  }

  async #defineSchema({
    schema,
    roleArn,
    unless,
  }: Extract<Understood, { does: 'define external schema' }>): Promise<Result> {
    const { streams } = this.#catalogue;
    if (streams.has(schema)) {
      if (unless) return noRows(0);
      throw sqlError(`Schema "${schema}" already exists`);
    }
    streams.set(schema, roleArn);
    return noRows(0);
  }

  async #defineStreamView(view: Extract<Understood, { does: 'define stream view' }>): Promise<Result> {
    const { streams, views } = this.#catalogue;
    if (!streams.has(view.schema)) throw sqlError(`schema "${view.schema}" does not exist`);
    const name = qualified(view.name);
    this.#unread(name, view, streams.get(view.schema)!);
    await this.#connection.run(`create table ${name} as ${view.query(recordsTable)}`);
    views.set(name, view);
    return noRows(0);
  }

  #setAutoRefresh({ name, autoRefresh }: Extract<Understood, { does: 'set auto refresh' }>): Result {
    const { views } = this.#catalogue;
    const view = views.get(qualified(name));
    if (!view) throw sqlError(`Materialized view "${name.at(-1)}" does not exist`);
    views.set(qualified(name), { ...view, autoRefresh });
    return noRows(0);
  }

  async #dropStreamView({ name, unless }: Extract<Understood, { does: 'drop view' }>): Promise<Result> {
    const view = qualified(name);
    if (!this.#catalogue.views.delete(view)) {
      if (unless) return noRows(0);
      throw sqlError(`Materialized view "${name.at(-1)}" does not exist`);
    }
    this.#catalogue.rows.delete(view);
    await this.#connection.run(`drop table ${view}`);
    return noRows(0);
  }

  async #refresh(view: string): Promise<Result> {
    const definition = this.#catalogue.views.get(view);
    if (!definition) throw sqlError(`Materialized view ${view} does not exist`);
    const records = this.#unread(view, definition, this.#catalogue.streams.get(definition.schema)!);
    const rows = await fill(this.#connection, view, definition, records, this.#session.now);
    this.#catalogue.rows.set(view, [...(this.#catalogue.rows.get(view) ?? []), ...rows]);
    this.refreshed.push({ view, records, at: this.#session.now });
    return noRows(0);
  }
}

const inView = (name: readonly string[]): string => {
  const [schema, view] = name.length === 1 ? ['public', name[0]!] : name;
  return `schema_name = ${textLiteral(schema!)} and table_name = ${textLiteral(view!)}`;
};
