import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { DataApi, warehouse } from './redshift-world.ts';
import { StackWorld } from './stack-world.ts';

let world: StackWorld;
let stack: LocalStack;
beforeEach(async () => {
  world = new StackWorld();
  stack = await world.start(warehouse(), 'export const handler = async () => undefined;', { speed: 500 });
  await new DataApi(stack).run(
    'CREATE TABLE t (id INT, at TIMESTAMP, day DATE, big BIGINT, price DECIMAL(20, 2), tree SUPER, raw VARBYTE(10))',
    "INSERT INTO t VALUES (1, '2026-11-29 10:00:00.5', '2026-11-29', 9007199254740991, 1.10, NULL, NULL)",
  );
});
afterEach(() => world.close());

const query = (sql: string) => stack.find('warehouse', 'shop').query(sql);
const count = async () => (await query('SELECT COUNT(*) AS n FROM t'))[0]!['n'];

describe('SQL that only reads', () => {
  it.each([
    ['nothing', '', 'begins with SELECT or WITH'],
    ['a comment', '-- SELECT 1', 'begins with SELECT or WITH'],
    ['several statements', 'SELECT 1; DELETE FROM t', 'cannot insert multiple commands'],
    ['two queries', 'SELECT 1; SELECT 2', 'cannot insert multiple commands'],
    ['a write behind a comment', '/* SELECT */ DELETE FROM t', 'begins with SELECT or WITH'],
    ['a write behind WITH', 'WITH a AS (SELECT 2 AS id) INSERT INTO t (id) SELECT id FROM a', 'syntax error'],
    ['a delete behind WITH', 'WITH a AS (SELECT 2 AS id) DELETE FROM t', 'syntax error'],
    ['a table from a query', 'SELECT id INTO other FROM t', 'syntax error'],
    ['DDL', 'DROP TABLE t', 'begins with SELECT or WITH'],
    ['a quote that does not end', "SELECT 'a", 'syntax error'],
    ['a name that does not end', 'SELECT "a', 'syntax error'],
    ['a comment that does not end', 'SELECT 1 /* a', 'unterminated /* comment'],
    ['a file', "SELECT * FROM read_csv('/etc/passwd')", 'READ_CSV'],
    ['a setting', 'SET enable_external_access = true', 'begins with SELECT or WITH'],
    ['half a query', 'SELECT', 'syntax error'],
    ['a table that is not there', 'SELECT * FROM nowhere', 'does not exist'],
  ])('refuses %s, and changes nothing', async (_, sql, why) => {
    await expect(query(sql)).rejects.toThrow(why);
    expect(await count()).toBe(1);
  });

  it.each([
    ['behind comments', '-- why\n/* ; DELETE */ SELECT 1 AS n', [{ n: 1 }]],
    ['with words of a write in a text', "SELECT 'a; DELETE FROM t' AS n", [{ n: 'a; DELETE FROM t' }]],
    ['behind WITH', 'WITH a AS (SELECT 1 AS n) SELECT n FROM a', [{ n: 1 }]],
    ['without rows', 'SELECT id FROM t WHERE id > 5', []],
  ])('answers a query %s', async (_, sql, rows) => {
    expect(await query(sql)).toEqual(rows);
  });

  it('gives nulls, dates, times and large numbers as the Data API does', async () => {
    expect(await query('SELECT * FROM t')).toEqual([
      {
        id: 1,
        at: '2026-11-29 10:00:00.5',
        day: '2026-11-29',
        big: 9007199254740991,
        price: '1.10',
        tree: null,
        raw: null,
      },
    ]);
  });

  it('gives all of many rows, and of many columns', async () => {
    const values = Array.from({ length: 2500 }, (_unused, n) => `(${n})`).join(', ');
    await new DataApi(stack).run(`INSERT INTO t (id) VALUES ${values}`);
    expect(await query('SELECT id FROM t')).toHaveLength(2501);
    const wide = Array.from({ length: 1000 }, (_unused, n) => `${n} AS c${n}`).join(', ');
    expect(Object.keys((await query(`SELECT ${wide}`))[0]!)).toHaveLength(1000);
  });

  it('takes a query of hundreds of kilobytes', async () => {
    const [row] = await query(`SELECT LEN('${'x'.repeat(60_000)}') AS n /* ${'y'.repeat(300_000)} */`);
    expect(row).toEqual({ n: 60_000 });
  });
});
