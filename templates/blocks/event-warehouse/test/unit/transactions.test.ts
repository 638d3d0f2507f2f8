import { expect, it } from '@jest/globals';
import { clientTokenOf } from '../../processors/lib/warehouse/client-token.ts';
import type { Description } from '../../processors/lib/warehouse/statements.ts';
import { Transactions } from '../../processors/lib/warehouse/transactions.ts';

const minute = { remaining: () => 60_000 };

function transactions(...ends: Description[]) {
  const sent: { sqls: readonly string[]; token: string }[] = [];
  const api = {
    executeBatch: async (sqls: readonly string[], token: string) => String(sent.push({ sqls, token })),
    describe: async (id: string) => ends[Number(id) - 1]!,
  };
  return { sent, all: new Transactions(api, { sleep: async () => undefined }, clientTokenOf('event')) };
}

it('sends all statements at once, and waits for their end', async () => {
  const { sent, all } = transactions({ Status: 'FINISHED', HasResultSet: true });
  await all.run(['DELETE FROM a', 'DELETE FROM b'], minute);
  expect(sent.map(({ sqls }) => sqls)).toEqual([['DELETE FROM a', 'DELETE FROM b']]);
});

it.each([
  ['conflicts with another one', { Status: 'FAILED', Error: 'ERROR: 1023 DETAIL: Serializable isolation violation' }],
  ['was stopped', { Status: 'ABORTED' }],
])('runs again when it %s, with another token', async (_, first) => {
  const { sent, all } = transactions(first, { Status: 'FINISHED' });
  await all.run(['DELETE FROM a'], minute);
  expect(new Set(sent.map(({ token }) => token)).size).toBe(2);
});

it('is not repeated where the database refuses it', async () => {
  const { sent, all } = transactions({ Status: 'FAILED', Error: 'ERROR: Spectrum Scan Error' });
  await expect(all.run(['COPY a', 'DELETE FROM b'], minute)).rejects.toThrow(
    'FAILED: ERROR: Spectrum Scan Error (COPY a; DELETE FROM b)',
  );
  expect(sent).toHaveLength(1);
});

it('has at most 40 statements', async () => {
  const { all } = transactions();
  const many = Array.from({ length: 41 }, () => 'DELETE FROM a');
  await expect(all.run(many, minute)).rejects.toThrow('at most 40 statements');
});
