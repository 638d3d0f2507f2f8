import { describe, expect, it } from '@jest/globals';
import { StatementFailed, type Value } from '../../processors/lib/warehouse/statements.ts';
import type { Migrations, WarehousePlace } from '../../processors/warehouse-migrations/migration.ts';
import { Migrator } from '../../processors/warehouse-migrations/migrator.ts';
import { digestOf } from '../../processors/warehouse-migrations/plan.ts';

const place: WarehousePlace = { stream: 'changes', roleArn: 'arn:role', automatic: false, rows: 'streaming' };
const deadline = { remaining: () => 1000 };

/** A database that keeps the record, and refuses what it is told to. */
class FakeDatabase {
  readonly lines: Value[][] = [];
  readonly ran: string[] = [];
  refused = new Map<string, string>();

  async run(sql: string): Promise<Value[][]> {
    if (/^CREATE (SCHEMA|TABLE) IF NOT EXISTS deployment/.test(sql)) return [];
    if (sql.startsWith('SELECT')) return this.lines.map(([, ...line]) => line);
    const recorded = /VALUES \((\d+), '([^']*)', '([^']*)', '([^']*)'/.exec(sql);
    const reason = this.refused.get(recorded ? `record ${recorded[2]} ${recorded[4]}` : sql);
    if (reason !== undefined) throw reason === 'gone' ? new Error(reason) : new StatementFailed(`FAILED: ${reason}`);
    if (recorded) this.lines.push([Number(recorded[1]), ...recorded.slice(2)]);
    else this.ran.push(sql);
    return [];
  }
}

const two = ({ stream }: WarehousePlace): Migrations => ({
  once: [
    { id: '0002', statements: ['CREATE b'] },
    { id: '0001', statements: [`CREATE a ${stream}`, 'FILL a'] },
  ],
  repeated: [{ id: 'view', statements: ['DROP view', 'CREATE view'] }],
});

const migrate = (database: FakeDatabase, migrations = two, at = place) =>
  new Migrator(database, migrations).run(at, deadline);

describe('migrations', () => {
  it('run in the order of their ids, then what may be repeated, and never again', async () => {
    const database = new FakeDatabase();
    expect(await migrate(database)).toEqual(['0001', '0002', 'view']);
    expect(database.ran).toEqual(['CREATE a changes', 'FILL a', 'CREATE b', 'DROP view', 'CREATE view']);
    expect(await migrate(database)).toEqual([]);
    expect(database.lines.map(([position]) => position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are the same in every place', async () => {
    const database = new FakeDatabase();
    await migrate(database);
    expect(await migrate(database, two, { ...place, stream: 'other' })).toEqual([]);
  });

  it('are repeated when their statements change, where they may be, also back to what they were', async () => {
    const database = new FakeDatabase();
    const with_ = (view: string) => () => ({ once: [], repeated: [{ id: 'view', statements: [view] }] });
    for (const view of ['CREATE 1', 'CREATE 2', 'CREATE 1', 'CREATE 1']) await migrate(database, with_(view));
    expect(database.ran).toEqual(['CREATE 1', 'CREATE 2', 'CREATE 1']);
  });

  it('are not edited once they have run', async () => {
    const database = new FakeDatabase();
    await migrate(database);
    const edited = (at: WarehousePlace) => ({ ...two(at), once: [{ id: '0001', statements: ['CREATE c'] }] });
    await expect(migrate(database, edited)).rejects.toThrow('0001 has run and was edited since');
    expect(database.ran).not.toContain('CREATE c');
  });

  it('get an id behind those that have run', async () => {
    const database = new FakeDatabase();
    await migrate(database);
    const late = (at: WarehousePlace) => ({
      ...two(at),
      once: [...two(at).once, { id: '0000', statements: ['CREATE c'] }],
    });
    await expect(migrate(database, late)).rejects.toThrow('0000 would run after 0002');
  });

  it('have names of their own', async () => {
    const same = () => ({ once: [{ id: 'a', statements: [] }], repeated: [{ id: 'a', statements: [] }] });
    await expect(migrate(new FakeDatabase(), same)).rejects.toThrow('Two migrations are called a');
    const odd = () => ({ once: [{ id: "a'b", statements: [] }], repeated: [] });
    await expect(migrate(new FakeDatabase(), odd)).rejects.toThrow('letters, digits');
  });

  it('that an older deployment does not know are left alone: a deployment can be rolled back', async () => {
    const database = new FakeDatabase();
    await migrate(database);
    const older = (at: WarehousePlace) => ({ ...two(at), once: two(at).once.slice(1) });
    expect(await migrate(database, older)).toEqual([]);
  });
});

describe('a deployment that stopped', () => {
  it('names the migration and what the database said, and goes on there', async () => {
    const database = new FakeDatabase();
    database.refused.set('FILL a', 'no room');
    await expect(migrate(database)).rejects.toThrow('The migration 0001 failed. FAILED: no room');
    database.refused.clear();
    expect(await migrate(database)).toEqual(['0001', '0002', 'view']);
  });

  it('after a statement and before its record finds what it has made', async () => {
    const database = new FakeDatabase();
    database.refused.set('record 0001 done', 'gone');
    await expect(migrate(database)).rejects.toThrow('gone');
    database.refused = new Map([['CREATE a changes', 'Relation "a" already exists']]);
    await migrate(database);
    expect(database.ran).toEqual(['CREATE a changes', 'FILL a', 'FILL a', 'CREATE b', 'DROP view', 'CREATE view']);
  });

  it('takes nothing for made that a migration has not begun to make, or that was corrected since', async () => {
    const database = new FakeDatabase();
    database.refused.set('CREATE a changes', 'Relation "a" already exists');
    await expect(migrate(database)).rejects.toThrow('already exists');
    const corrected = (at: WarehousePlace) => ({
      ...two(at),
      once: [{ id: '0001', statements: ['CREATE a changes', 'FILL b'] }],
    });
    await expect(migrate(database, corrected)).rejects.toThrow('already exists');
  });
});

it('has a digest that changes with every statement', () => {
  const other = (at: WarehousePlace) => ({ ...two(at), repeated: [{ id: 'view', statements: ['CREATE other'] }] });
  expect(digestOf(two)).not.toBe(digestOf(other));
});
