import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { root } from '../cli/command.ts';

/** What a command says and ends with that scripts/with-node.mjs runs, in a process group of its own as in a terminal. */
function withNode(program: string, whenReady: (group: number) => void) {
  const argv = [join(root, 'scripts', 'with-node.mjs'), process.execPath, '-e', program];
  const child = spawn(process.execPath, argv, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (out === 'ready\n') whenReady(-child.pid!);
  });
  return new Promise<{ code: number | null; out: string }>((resolve) => {
    child.on('exit', (code) => resolve({ code, out }));
  });
}

/** Ends only some time after the signal, as a local run does. */
const endsLater = (signal: string) => `
  const alive = setTimeout(() => {}, 10_000);
  process.once('${signal}', () => setTimeout(() => (console.log('ended'), clearTimeout(alive), process.exitCode = 7), 200));
  console.log('ready');
`;

it('waits for the end of a command that Ctrl-C stops', async () => {
  const ended = await withNode(endsLater('SIGINT'), (group) => process.kill(group, 'SIGINT'));
  expect(ended).toEqual({ code: 7, out: 'ready\nended\n' });
});

it('hands SIGTERM on to its command', async () => {
  const ended = await withNode(endsLater('SIGTERM'), (group) => process.kill(-group, 'SIGTERM'));
  expect(ended).toEqual({ code: 7, out: 'ready\nended\n' });
});

it('ends as its command does, with 1 if there is no such command', async () => {
  expect(await withNode('process.exitCode = 5', () => {})).toEqual({ code: 5, out: '' });
  const child = spawn(process.execPath, [join(root, 'scripts', 'with-node.mjs'), 'no-such-command'], {
    stdio: 'ignore',
  });
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1);
});
