import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DataApi, warehouse } from './redshift-world.ts';
import { StackWorld } from './stack-world.ts';

let world: StackWorld;
let api: DataApi;
beforeEach(async () => {
  world = new StackWorld();
  api = new DataApi(await world.start(warehouse(), 'export const handler = async () => undefined;', { speed: 500 }));
  await api.run('CREATE TABLE t (id INT)', "CREATE USER loader PASSWORD 'Secret1word'");
});
afterEach(() => world.close());

it('knows the users that were made', async () => {
  expect(await api.rows("SELECT usename FROM pg_user WHERE usename = 'loader'")).toEqual([['loader']]);
});

it.each([
  // r_CREATE_USER, r_ALTER_USER, r_GRANT
  [`ALTER USER loader PASSWORD 'sha256|${'0a'.repeat(32)}|${'1b'.repeat(32)}'`, 'FINISHED'],
  ["CREATE USER loader PASSWORD 'Secret1word'", 'user "loader" already exists'],
  ["ALTER USER other PASSWORD 'Secret1word'", 'user "other" does not exist'],
  [
    "CREATE USER weak PASSWORD 'weakpassword'",
    'password must contain at least one lowercase and one uppercase letter and a number',
  ],
  ['GRANT INSERT ON TABLE t TO loader', 'FINISHED'],
  ['GRANT USAGE ON SCHEMA public TO loader', 'FINISHED'],
  ['GRANT INSERT ON nowhere TO loader', 'relation "nowhere" does not exist'],
  ['GRANT USAGE ON SCHEMA nowhere TO loader', 'schema "nowhere" does not exist'],
  ['GRANT SELECT ON t TO other', 'user "other" does not exist'],
])('%s: %s', async (sql, outcome) => {
  expect(await api.outcome(sql)).toBe(outcome);
});
