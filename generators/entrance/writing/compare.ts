import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFile } from '../../core/api.ts';
import type { Target } from './target.ts';

/** What writing a file would mean: it is not there yet, it is there as it would be written, or it would be replaced. */
export type FileState = 'new' | 'same' | 'changed';

/** Compares a file with what is in its place, links not followed. Reads only. */
export function stateOf({ path, contents, mode }: ProjectFile, { root, below }: Target): FileState {
  const at = join(root, below, path);
  try {
    const there = lstatSync(at);
    if (!there.isFile()) return 'changed';
    const hasMode = process.platform === 'win32' || (there.mode & 0o777) === mode;
    return hasMode && there.size === contents.length && readFileSync(at).equals(contents) ? 'same' : 'changed';
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code)) return 'new';
    // what cannot be read cannot be the same
    if (code === 'EACCES') return 'changed';
    throw error;
  }
}
