import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { statements } from './statements.ts';

type Read = { statements: string[] } | { error: string } | { opaque: string[] };

const python = process.env['SQL_PYTHON']!;
const read = (...texts: string[]): Read[] =>
  JSON.parse(
    execFileSync(python, [join(import.meta.dirname, 'parse.py')], { input: JSON.stringify(texts), encoding: 'utf8' }),
  ) as Read[];

it('finds SQL to read', () => {
  expect(statements.length).toBeGreaterThan(3);
});

it.each(statements)('reads the SQL of %s', (_, sql) => {
  expect(read(sql)).toEqual([
    { statements: [expect.stringMatching(/^DROP VIEW/), expect.stringMatching(/^CREATE VIEW/)] },
  ]);
});

it('reads no statement with a mistake, and none that it does not know', () => {
  const [missing, unfinished, unknown] = read(
    'SELECT FROM WHERE',
    'CREATE VIEW a AS SELECT (1',
    'REFRESH MATERIALIZED VIEW a b c',
  );
  expect([missing, unfinished].map((each) => 'error' in each!)).toEqual([true, true]);
  expect('statements' in unknown!).toBe(false);
});
