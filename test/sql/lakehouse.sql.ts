import { beforeAll, expect, it } from '@jest/globals';
import { lakehouseStatements, type LakehouseStatements } from './lakehouse-statements.ts';
import { read } from './read.ts';

let sql: LakehouseStatements;
beforeAll(async () => {
  sql = await lakehouseStatements();
});

const kindsOf = (texts: readonly string[]): unknown[] =>
  read('redshift', ...texts).map((answer) => ('statements' in answer ? answer.statements.length : answer));

it('reads every statement of a deployment of a lakehouse', () => {
  expect(sql.deployment.length).toBeGreaterThan(10);
  expect(kindsOf(sql.deployment)).toEqual(sql.deployment.map(() => 1));
});

it('reads every statement that loads an hour, COPY among them', () => {
  const load = sql.load('2026-11-30-10');
  const kinds = Map.groupBy(load, (text) => text.split(' ')[0]!);
  expect(Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length]))).toEqual({
    COPY: 1,
    DELETE: 4,
    INSERT: 3,
    MERGE: 2,
  });
  expect(kindsOf(load)).toEqual(load.map(() => 1));
});

it('reads the queries of Athena, in its dialect', () => {
  expect(sql.athena.map(([name]) => name)).toEqual(['events_by_day', 'orders_by_day', 'social_by_day']);
  const answers = read('athena', ...sql.athena.map(([, text]) => text));
  expect(answers).toEqual(sql.athena.map(() => ({ statements: [expect.stringMatching(/^SELECT/)] })));
});
