import { describe, expect, it } from '@jest/globals';
import { clientTokenOf } from '../../processors/lib/warehouse/client-token.ts';
import {
  StatementFailed,
  Statements,
  type DataApi,
  type Description,
} from '../../processors/lib/warehouse/statements.ts';

const seconds = (left: number) => ({ remaining: () => Math.max(0, left--) * 1000 });

/** A Data API whose calls go through these states, one call after the other. */
function api(...calls: Description[][]) {
  const sent: { sql: string; token: string }[] = [];
  const states = new Map<string, Description[]>();
  const fake: DataApi = {
    execute: async (sql, token) => {
      sent.push({ sql, token });
      states.set(String(sent.length), [...(calls[sent.length - 1] ?? [])]);
      return String(sent.length);
    },
    describe: async (id) => {
      const left = states.get(id)!;
      return left.length > 1 ? left.shift()! : left[0]!;
    },
    rows: async (id) => [[id, 1]],
  };
  const slept: number[] = [];
  const clock = { sleep: async (milliseconds: number) => void slept.push(milliseconds) };
  return { statements: new Statements(fake, clock, clientTokenOf('event')), sent, slept };
}

const finished = { Status: 'FINISHED', HasResultSet: false };
const conflict = { Status: 'FAILED', Error: 'ERROR: 1023 DETAIL: Serializable isolation violation on table' };

describe('a statement', () => {
  it('gives its rows once it has finished, and none where it has none', async () => {
    const { statements } = api([{ Status: 'STARTED' }, { Status: 'FINISHED', HasResultSet: true }], [finished]);
    expect(await statements.run('SELECT 1', seconds(9))).toEqual([['1', 1]]);
    expect(await statements.run('CREATE TABLE t', seconds(9))).toEqual([]);
  });

  it.each([
    ['was stopped', { Status: 'ABORTED' }],
    ['conflicts with another transaction', conflict],
  ])('runs again when it %s, with another token', async (_, first) => {
    const { statements, sent } = api([first], [finished]);
    await statements.run('REFRESH', seconds(9));
    expect(sent.map(({ sql }) => sql)).toEqual(['REFRESH', 'REFRESH']);
    expect(new Set(sent.map(({ token }) => token)).size).toBe(2);
  });

  it('is given up after five conflicts', async () => {
    const { statements, sent } = api(...Array.from({ length: 9 }, () => [conflict]));
    await expect(statements.run('REFRESH', seconds(99))).rejects.toThrow('1023');
    expect(sent).toHaveLength(5);
  });

  it('is not repeated where the database refuses it, and the error has the beginning of the statement', async () => {
    const { statements, sent } = api([{ Status: 'FAILED', Error: 'ERROR: syntax error' }]);
    const failed = statements.run(`CREATE\n  TABLE ${'x'.repeat(200)}`, seconds(9));
    await expect(failed).rejects.toThrow(StatementFailed);
    await expect(failed).rejects.toThrow(/^FAILED: ERROR: syntax error \(CREATE TABLE x{67}\)$/);
    expect(sent).toHaveLength(1);
  });

  it('says how far it is when the time is up', async () => {
    const { statements } = api([{ Status: 'PICKED' }]);
    await expect(statements.run('REFRESH', seconds(4))).rejects.toThrow('did not end in time: it is PICKED');
  });

  it('is asked for more and more seldom', async () => {
    const { statements, slept } = api([...Array.from({ length: 7 }, () => ({ Status: 'STARTED' })), finished]);
    await statements.run('REFRESH', seconds(99));
    expect(slept).toEqual([200, 400, 800, 1600, 2000, 2000, 2000, 2000]);
  });
});

it('gives the same token for the same statement of the same event, of 64 characters at most', () => {
  const token = clientTokenOf('a')('SELECT 1', 1);
  expect(clientTokenOf('a')('SELECT 1', 1)).toBe(token);
  expect(token.length).toBeLessThanOrEqual(64);
  const others = [
    clientTokenOf('b')('SELECT 1', 1),
    clientTokenOf('a')('SELECT 2', 1),
    clientTokenOf('a')('SELECT 1', 2),
  ];
  expect(new Set([token, ...others]).size).toBe(4);
});
