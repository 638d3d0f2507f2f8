import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, root, temporaryFolder } from '../cli/command.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [, typed, shown] = /^```console\n\$ stream-pipeline (.*)\n([^]*?)```$/m.exec(readme)!;
const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

it('shows what the command prints', async () => {
  const { code, out } = await command(temporaryFolder(), ...typed!.split(' '));
  expect(code).toBe(0);
  const parts = inOneLine(shown!)
    .split('[...]')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  expect(inOneLine(out)).toMatch(new RegExp(`^${parts.join('\\S+')}$`));
});
