import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataApi, warehouse } from './redshift-world.ts';
import { StackWorld } from './stack-world.ts';

/** What Redshift's SQL gives on the stand-in, by the page of the Redshift database guide that says so. */

const worlds: StackWorld[] = [];
let plain: DataApi;
/** With enable_case_sensitive_identifier. */
let exact: DataApi;

const handler = 'export const handler = async () => undefined;';
const setup = [
  'CREATE TABLE items (id VARCHAR(8) NOT NULL, price DECIMAL(12, 2), payload SUPER, at TIMESTAMP, PRIMARY KEY (id)) DISTSTYLE KEY DISTKEY (id) SORTKEY (at)',
  `INSERT INTO items VALUES
    ('a', 1.5, JSON_PARSE('{"sku":"x","n":7,"tags":["t","u"],"Upper":"U","deep":{"a":null}}'), '2024-05-01 10:00:00'),
    ('b', 2.25, NULL, '2024-05-02 11:30:00')`,
];

async function started(workgroup: object): Promise<DataApi> {
  worlds.push(new StackWorld());
  return new DataApi(await worlds.at(-1)!.start(warehouse(undefined, workgroup), handler));
}

beforeAll(async () => {
  const parameters = [{ ParameterKey: 'enable_case_sensitive_identifier', ParameterValue: 'true' }];
  plain = await started({});
  exact = await started({ ConfigParameters: parameters });
  for (const api of [plain, exact]) await api.run(...setup);
});
afterAll(async () => void (await Promise.all(worlds.map((world) => world.close()))));

it.each<[page: string, sql: string, rows: unknown[][]]>([
  [
    'query-super, dot and bracket navigation',
    "SELECT payload.sku::varchar, payload.tags[1]::varchar FROM items WHERE id = 'a'",
    [['x', 'u']],
  ],
  ['query-super: without a cast it is SUPER, with quotes', "SELECT payload.sku FROM items WHERE id = 'a'", [['"x"']]],
  [
    'super-configurations: lax navigation gives null',
    "SELECT payload.nope.more::int, payload.deep.a::varchar FROM items WHERE id = 'a'",
    [[null, null]],
  ],
  [
    'super-configurations: a lax cast gives null',
    "SELECT payload.sku::int, payload.deep::varchar, payload.n::int FROM items WHERE id = 'a'",
    [[null, null, 7]],
  ],
  [
    'super-configurations: names of attributes are folded to lower case',
    'SELECT payload."Upper"::varchar FROM items WHERE id = \'a\'',
    [[null]],
  ],
  ['r_CAST_function: the same cast', "SELECT CAST(i.payload.n AS bigint) FROM items i WHERE i.id = 'a'", [[7]]],
  [
    'r_Character_types: a cast to a shorter text cuts it off, by bytes',
    "SELECT CAST('äöü' AS VARCHAR(3)), CAST('abc' AS VARCHAR)",
    [['ä', 'abc']],
  ],
  ['JSON_SERIALIZE', "SELECT JSON_SERIALIZE(payload.deep) FROM items WHERE id = 'a'", [['{"a":null}']]],
  ['CAN_JSON_PARSE', `SELECT CAN_JSON_PARSE('{'), CAN_JSON_PARSE('{"a":1}')`, [[false, true]]],
  [
    'r_DATEADD_function, r_DATEDIFF_function, r_DATE_TRUNC',
    "SELECT DATEADD(day, -1, at), DATEDIFF(hours, TIMESTAMP '2024-05-01', at), DATE_TRUNC('day', at) FROM items WHERE id = 'a'",
    [['2024-04-30 10:00:00', 10, '2024-05-01 00:00:00']],
  ],
  ['r_NVL_function, r_COUNT, APPROXIMATE', 'SELECT NVL(NULL, 3), APPROXIMATE COUNT(DISTINCT id) FROM items', [[3, 2]]],
  ['r_LISTAGG', "SELECT LISTAGG(id, '-') WITHIN GROUP (ORDER BY id DESC) FROM items", [['b-a']]],
  ['r_QUALIFY_clause', 'SELECT id FROM items QUALIFY ROW_NUMBER() OVER (ORDER BY at DESC) = 1', [['b']]],
  [
    'Data API reference, Field: DECIMAL and dates are texts',
    "SELECT price, at, 1 = 1, NULL, 2.5::float8 FROM items WHERE id = 'a'",
    [['1.50', '2024-05-01 10:00:00', true, null, 2.5]],
  ],
  [
    'r_WITH_clause',
    'WITH newest AS (SELECT MAX(at) AS at FROM items) SELECT i.id FROM items i JOIN newest n ON i.at = n.at',
    [['b']],
  ],
  [
    'JSON_PARSE: a path into what a subquery parses',
    `SELECT d.data.price::int FROM (SELECT JSON_PARSE('{"price":345}') AS data) AS d`,
    [[345]],
  ],
])('gives what the guide says: %s', async (_, sql, rows) => {
  expect(await plain.rows(sql)).toEqual(rows);
});

it('keeps the case of quoted names where enable_case_sensitive_identifier is true (super-configurations)', async () => {
  expect(
    await exact.rows(`SELECT payload."Upper"::varchar AS "Upper", payload.upper::varchar FROM items WHERE id = 'a'`),
  ).toEqual([['U', null]]);
  const { SubStatements, Status } = await exact.ended(
    (await exact.batch('SET enable_case_sensitive_identifier TO false', 'SELECT payload."Upper"::varchar FROM items'))
      .Id,
  );
  expect([Status, SubStatements!.map(({ Status: status }) => status)]).toEqual(['FINISHED', ['FINISHED', 'FINISHED']]);
});

it.each<[page: string, sql: string, error: string]>([
  [
    'r_Character_types: the length counts bytes',
    "INSERT INTO items (id) VALUES ('äääääää')",
    'value too long for type character varying(8)',
  ],
  [
    't_Defining_constraints: NOT NULL is enforced',
    'INSERT INTO items (price) VALUES (1)',
    'Cannot insert a NULL value into column id',
  ],
  [
    'limitations-super: no SUPER as a key',
    'CREATE TABLE s (p SUPER) SORTKEY (p)',
    'column "p" of type super cannot be a distribution or sort key',
  ],
  [
    'r_CREATE_TABLE_NEW: a key is a column',
    'CREATE TABLE s (a INT) DISTKEY (b)',
    'column "b" named in key does not exist',
  ],
  ['r_CREATE_TABLE_NEW', 'CREATE TABLE items (a INT)', 'Relation "items" already exists'],
  ['r_SELECT_synopsis', 'SELECT * FROM nothing', 'relation "nothing" does not exist'],
  ['r_SELECT_synopsis: columns', 'SELECT nothing FROM items', 'column "nothing" does not exist'],
  ['r_CREATE_SCHEMA', 'CREATE TABLE nowhere.t (a INT)', 'schema "nowhere" does not exist'],
  ['JSON_PARSE: strict by default', "SELECT JSON_PARSE('{')", 'error while parsing json: invalid value'],
  [
    'r_MERGE',
    "MERGE INTO items USING (SELECT 'a' AS id UNION ALL SELECT 'a') s ON items.id = s.id WHEN MATCHED THEN UPDATE SET price = 0 WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
    'Found multiple matches to update the same tuple.',
  ],
  ['data-api: one statement a call', 'SELECT 1; SELECT 2', 'cannot insert multiple commands into a prepared statement'],
  ['what no part of SQL is', 'SELECT 1 FROM items WHERE id = ?', 'syntax error at or near "?"'],
  [
    'what DuckDB has and Redshift does not',
    "SELECT * FROM read_csv('/etc/passwd')",
    "The function READ_CSV is not modelled by the local runtime's Redshift.",
  ],
  ['what a run does not know', 'UNLOAD', "UNLOAD is not modelled by the local runtime's Redshift."],
])('fails as the guide says: %s', async (_, sql, error) => {
  expect(await plain.outcome(sql)).toBe(error);
});

it('enforces no primary key (t_Defining_constraints: "informational only")', async () => {
  await plain.run(
    'CREATE TABLE keyed (id INT PRIMARY KEY)',
    'INSERT INTO keyed VALUES (1)',
    'INSERT INTO keyed VALUES (1)',
  );
  expect(await plain.rows('SELECT COUNT(*) FROM keyed')).toEqual([[2]]);
});

it('merges (r_MERGE)', async () => {
  await plain.run(
    'CREATE TABLE target (id VARCHAR(8), n INT)',
    "INSERT INTO target VALUES ('a', 1)",
    'MERGE INTO target USING (SELECT id, 9 AS n FROM items) s ON target.id = s.id WHEN MATCHED THEN UPDATE SET n = s.n WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, s.n)',
  );
  expect(await plain.rows('SELECT id, n FROM target ORDER BY id')).toEqual([
    ['a', 9],
    ['b', 9],
  ]);
});

it('replaces a view only by one with the same columns (r_CREATE_VIEW)', async () => {
  await plain.run(
    'CREATE VIEW ids AS SELECT id FROM items',
    'CREATE OR REPLACE VIEW ids AS SELECT id FROM keyed_ids_of_items'.replace(
      'keyed_ids_of_items',
      "items WHERE id = 'a'",
    ),
  );
  expect(await plain.rows('SELECT id FROM ids')).toEqual([['a']]);
  expect(await plain.outcome('CREATE OR REPLACE VIEW ids AS SELECT id, price FROM items')).toMatch(
    'cannot change the columns',
  );
  expect(await plain.rows('SELECT id FROM ids')).toEqual([['a']]);
});

it('adds a column, and nothing twice that is there already', async () => {
  await plain.run(
    'CREATE SCHEMA IF NOT EXISTS more',
    'CREATE SCHEMA IF NOT EXISTS more',
    'CREATE TABLE IF NOT EXISTS more.t (a INT ENCODE az64)',
    'CREATE TABLE IF NOT EXISTS more.t (a INT)',
    "ALTER TABLE more.t ADD COLUMN b VARCHAR(5) DEFAULT 'x'",
    'INSERT INTO more.t (a) VALUES (1)',
  );
  expect(await plain.rows('SELECT a, b FROM more.t')).toEqual([[1, 'x']]);
});
