import { expect, it } from '@jest/globals';
import { read } from './read.ts';
import { statementsOfDeployment, warehouses } from './statements-of-deployment.ts';
import { statements } from './statements.ts';

it('finds SQL to read', () => {
  expect(statements.length).toBeGreaterThan(3);
});

it.each(statements)('reads the SQL of %s', (_, sql) => {
  expect(read('redshift', sql)).toEqual([
    { statements: [expect.stringMatching(/^DROP VIEW/), expect.stringMatching(/^CREATE VIEW/)] },
  ]);
});

it('reads no statement with a mistake, and none that it does not know', () => {
  const [missing, unfinished, unknown] = read(
    'redshift',
    'SELECT FROM WHERE',
    'CREATE VIEW a AS SELECT (1',
    'REFRESH MATERIALIZED VIEW a b c',
  );
  expect([missing, unfinished].map((each) => 'error' in each!)).toEqual([true, true]);
  expect('statements' in unknown!).toBe(false);
});

/** Redshift's own, which the parser keeps as text: it knows where they begin. */
const ownOfRedshift = [
  /^CREATE EXTERNAL SCHEMA /,
  /^ALTER MATERIALIZED VIEW \S+ AUTO REFRESH (YES|NO)$/,
  /^REFRESH MATERIALIZED VIEW \S+$/,
];

it.each(Object.keys(warehouses))('reads every statement of a deployment of %s', async (name) => {
  const sent = await statementsOfDeployment(name as keyof typeof warehouses);
  expect(sent.length).toBeGreaterThan(10);
  const answers = read('redshift', ...sent);
  const unread = sent.filter((_, at) => !('statements' in answers[at]!));
  expect(unread.filter((sql) => !ownOfRedshift.some((known) => known.test(sql)))).toEqual([]);
  expect(answers.filter((answer) => 'error' in answer)).toEqual([]);
});
