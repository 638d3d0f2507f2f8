import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { servePage } from '../../runtime/door.ts';
import type { LocalPage } from '../../runtime/contracts/local-page.ts';
import type { LocalStack } from '../../runtime/contracts/local-stack.ts';
import { answerTo } from '../../toolkit/ask/ask.ts';
import { sqlProbe } from '../../toolkit/ask/sql-probe.ts';
import { FakeRun } from '../browser/fake-run.ts';

const stack = {} as LocalStack;

describe('a box for SQL', () => {
  const asked: string[] = [];
  const probe = sqlProbe({
    id: 'warehouse',
    title: 'Warehouse',
    example: 'SELECT 1',
    query: (_stack, sql) => {
      asked.push(sql);
      if (sql.startsWith('DROP') || sql === 'SELECT 1') return Promise.reject(new Error(`no: ${sql}`));
      return Promise.resolve(sql === 'SELECT 2' ? [{ n: 2 }] : []);
    },
  });

  it('shows the rows of a query, also of one with a semicolon at its end', async () => {
    expect(await probe.ask(stack, 'SELECT 2;')).toEqual({
      summary: '1 row',
      failed: false,
      rows: [{ n: 2 }],
      raw: [{ n: 2 }],
    });
    expect(asked.at(-1)).toBe('SELECT 2');
    expect(await probe.ask(stack, 'SELECT 3')).toMatchObject({ summary: '0 rows', failed: false });
  });

  it('says what is wrong, and asks nothing where nothing was typed', async () => {
    expect(await probe.ask(stack, 'DROP x')).toMatchObject({ failed: true, rows: [], raw: 'no: DROP x' });
    const before = asked.length;
    expect(await probe.ask(stack, '')).toMatchObject({
      failed: true,
      summary: expect.stringContaining('SELECT 1'),
    });
    expect(asked).toHaveLength(before);
  });

  it('has its example asked by a check', async () => {
    expect(await probe.problems(stack)).toEqual(['Warehouse: SELECT 1: no: SELECT 1']);
  });
});

describe('npm run ask', () => {
  let page: LocalPage;
  let run: FakeRun;
  beforeEach(async () => {
    page = await servePage(0);
    page.show((run = new FakeRun()));
  });
  afterEach(() => page.close());
  const ask = (...argv: string[]) => answerTo(argv, () => page.url);

  it('says that a question is too long', async () => {
    await expect(ask('warehouse', `SELECT ${'1 + '.repeat(10_000)}1`)).rejects.toThrow('The input is too long');
  });

  it('asks a box of the page of a run', async () => {
    expect(await ask('find', 'red', 'shoe')).toMatchObject({ summary: '1 result', failed: false });
    expect(await ask('all', 'nonsense')).toMatchObject({ failed: true });
  });

  it('acts as the page does', async () => {
    const state = { ...run.state(), probes: [{ ...run.state().probes[0]!, id: 'act', acts: true as const }] };
    run.state = () => state;
    expect(await ask('act', 'now')).toMatchObject({ summary: '1 result' });
    expect(run.asked).toEqual([['act', 'now']]);
  });

  it('says what there is to ask where it was asked for something else, and when no run is there', async () => {
    await expect(ask('other', 'a')).rejects.toThrow(
      /No probe is called "other"\. This run has: find, all\.[^]*npm run ask -- PROBE/,
    );
    await expect(ask()).rejects.toThrow('npm run ask -- PROBE');
    await expect(ask('--help')).rejects.toThrow('npm run ask -- PROBE');
    const none = () => {
      throw new Error('npm run local is not running');
    };
    await expect(answerTo(['find'], none)).rejects.toThrow('npm run local is not running');
  });
});
