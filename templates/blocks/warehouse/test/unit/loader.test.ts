import { hash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { admit } from '../../processors/lib/warehouse/loader.ts';

const deadline = { remaining: () => 1000 };
const salt = Buffer.alloc(32, 7);

async function ranFor(known: boolean, username = 'loader'): Promise<string[]> {
  const ran: string[] = [];
  const run = async (sql: string) => {
    ran.push(sql);
    return known && sql.startsWith('SELECT') ? [[username]] : [];
  };
  await admit({ run }, { username, password: 'Secret1word' }, 'history.copied', deadline, salt);
  return ran;
}

it.each([
  [false, 'CREATE'],
  [true, 'ALTER'],
])('lets a user load one table, and do no more (known before: %s)', async (known, verb) => {
  const digest = hash('sha256', Buffer.concat([Buffer.from('Secret1word'), salt]));
  expect((await ranFor(known)).slice(1)).toEqual([
    `${verb} USER loader PASSWORD 'sha256|${digest}|${'07'.repeat(32)}'`,
    'GRANT USAGE ON SCHEMA history TO loader',
    'GRANT INSERT ON TABLE history.copied TO loader',
  ]);
});

it('never sends the password', async () => {
  expect((await ranFor(false)).join('\n')).not.toContain('Secret1word');
});

it('takes no name that would be SQL', async () => {
  await expect(ranFor(false, "x' OR 1=1")).rejects.toThrow('is no name for a user');
});
