import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../test/cli/command.ts';
import { writeFiles } from '../scaffolder-backend-module-stream-pipeline/src/write-files.ts';

const files = [
  { path: 'bin/run', contents: Buffer.from('#!/bin/sh\n'), mode: 0o755 },
  { path: 'README.md', contents: Buffer.from('# Shop\n'), mode: 0o644 },
] as const;

const before = process.umask();
afterEach(() => {
  process.umask(before);
});

it('gives files their modes, whatever the umask of the portal', async () => {
  process.umask(0o077);
  const workspace = temporaryFolder();
  await writeFiles(workspace, 'services/shop', files, undefined);
  for (const { path, contents, mode } of files) {
    expect(readFileSync(join(workspace, 'services/shop', path))).toEqual(contents);
    expect([path, statSync(join(workspace, 'services/shop', path)).mode & 0o777]).toEqual([path, mode]);
  }
});

it('overwrites nothing, and then writes nothing', async () => {
  const workspace = temporaryFolder();
  writeFileSync(join(workspace, 'README.md'), 'mine');
  await expect(writeFiles(workspace, '.', files, undefined)).rejects.toThrow(
    'The workspace already has README.md. Set targetPath to another folder',
  );
  expect(readFileSync(join(workspace, 'README.md'), 'utf8')).toBe('mine');
  expect(existsSync(join(workspace, 'bin'))).toBe(false);
});

it('does not follow a link out of the workspace', async () => {
  const [workspace, elsewhere] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(elsewhere, join(workspace, 'bin'));
  await expect(writeFiles(workspace, '.', files, undefined)).rejects.toThrow('Relative path is not allowed');
  expect(existsSync(join(elsewhere, 'run'))).toBe(false);
});

it('stops when the task is cancelled', async () => {
  const workspace = temporaryFolder();
  const cancelled = AbortSignal.abort(new Error('cancelled by a user'));
  await expect(writeFiles(workspace, '.', files, cancelled)).rejects.toThrow('cancelled by a user');
  expect(existsSync(join(workspace, 'bin'))).toBe(false);
});
