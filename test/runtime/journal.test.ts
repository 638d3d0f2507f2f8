import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../runtime/kernel/journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('keeps everything that was appended before it closed, in order', () => {
  const path = join(folder, 'journal');
  const journal = new Journal<string>(path);
  journal.append('a', Buffer.from('bytes'));
  journal.append('b');
  journal.close();
  const { entries } = Journal.read<string>(path);
  expect(entries.map(({ entry, bytes }) => [entry, Buffer.from(bytes).toString()])).toEqual([
    ['a', 'bytes'],
    ['b', ''],
  ]);
});

it('refuses an entry after it has closed, and says what to do', () => {
  const journal = new Journal<string>(join(folder, 'journal'));
  journal.close();
  expect(() => journal.append('late')).toThrow('the run has ended. A service must stop its work in close()');
});
