import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { run } from '../../generators/cli/main.ts';
import { withProgress } from '../../generators/entrance/terminal/progress.ts';
import { root, temporaryFolder } from './command.ts';
import { FakeTerminal } from './fake-terminal.ts';

describe('progress of a long step', () => {
  const terminal = (interactive: boolean) => new FakeTerminal('.', interactive);

  it('is not shown on a terminal when the step takes less than 300 ms', async () => {
    const screen = terminal(true);
    expect(await withProgress('Installing', screen, () => wait(100, 'done'))).toBe('done');
    expect(screen.errors.text).toBe('');
  });

  it('moves on a terminal, and leaves no trace', async () => {
    const screen = terminal(true);
    const installed = Promise.withResolvers<void>();
    const shown = withProgress('Installing', screen, () => installed.promise);
    await screen.errors.shows('Installing');
    await screen.errors.shows('Installing');
    expect(screen.errors.text).toMatch(/Installing \d+ s/);
    installed.resolve();
    await shown;
    expect(screen.errors.text.endsWith('\r')).toBe(true);
  });

  it('is two plain lines elsewhere', async () => {
    const screen = terminal(false);
    await withProgress('Installing', screen, () => Promise.resolve());
    expect(screen.errors.text).toMatch(/^Installing …\nInstalling: \d+ s\n$/);
  });
});

it('can be interrupted while it waits for answers on standard input', async () => {
  const cwd = temporaryFolder();
  const before = process.listenerCount('SIGINT');
  const ended = run(['shop', '--answers', '-'], new FakeTerminal(cwd, false));
  while (process.listenerCount('SIGINT') === before) await wait(1);
  process.emit('SIGINT');
  expect(await ended).toBe(130);
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(readdirSync(cwd)).toEqual([]);
});

it('does not mind a reader that leaves early', () => {
  const bin = join(root, 'bin', 'stream-pipeline.js');
  const { status, stderr } = spawnSync('sh', ['-c', '"$@" | true', 'sh', process.execPath, bin, 'schema'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
