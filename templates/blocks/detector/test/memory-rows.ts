import type { Row, RowKey, Rows } from '../processors/lib/detector/rows.ts';

/** The detector's table in memory. What tests do before and after calls decides how they end. */
export class MemoryRows implements Rows {
  readonly all = new Map<string, { row: Row<string>; expires: number | undefined }>();
  writes = 0;
  /** Runs before each write; what it throws, the caller gets. */
  beforePut: (key: RowKey) => void | Promise<void> = () => {};
  /** Runs after each write that succeeded. */
  afterPut: (key: RowKey) => void | Promise<void> = () => {};

  /** Runs after each read, before the reader has the row. */
  afterGet: (key: RowKey) => void | Promise<void> = () => {};

  async get<Body>({ pk, sk }: RowKey): Promise<Row<Body> | undefined> {
    const found = this.all.get(`${pk} ${sk}`);
    await this.afterGet({ pk, sk });
    // as JSON: what a caller does to a body stays with the caller
    return found && { version: found.row.version, body: JSON.parse(found.row.body) as Body };
  }

  async put<Body>(
    key: RowKey,
    { version, body }: Row<Body>,
    { was, expires }: { was: string | undefined; expires: number | undefined },
  ): Promise<boolean> {
    await this.beforePut(key);
    const name = `${key.pk} ${key.sk}`;
    if (this.all.get(name)?.row.version !== was) return false;
    this.all.set(name, { row: { version, body: JSON.stringify(body) }, expires });
    this.writes++;
    await this.afterPut(key);
    return true;
  }

  /** The bodies of the rows whose partition key begins like this. */
  bodies<Body>(prefix: string): Body[] {
    return [...this.all].flatMap(([name, { row }]) => (name.startsWith(prefix) ? [JSON.parse(row.body) as Body] : []));
  }
}
