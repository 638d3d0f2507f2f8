import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFile } from '../../core/api.ts';
import type { Interruption } from '../interruption.ts';
import { move } from './move.ts';
import { Staging } from './staging.ts';
import type { Target } from './target.ts';

/** Files between two looks at the signals that have come. */
const atOnce = 16;

/**
 * Writes files: first all of them into a staging folder, then by renaming into place.
 *
 * Into a folder that did not exist the last step is one rename: all or nothing, even when the process is killed. Into one
 * that exists it is one rename for each of `moves`. A signal is then not looked at until all are done; when the process is
 * killed in between, each file is whole, and the next run renames the rest as far as nothing is in its place.
 *
 * Rejects with `Interrupted` when a signal came before the first rename; nothing is left then.
 */
export async function write(
  target: Target,
  moves: readonly string[],
  files: readonly ProjectFile[],
  interruption: Interruption,
): Promise<void> {
  await interruption.checkpoint();
  const staging = new Staging(target.root);
  try {
    for (const [index, { path, contents, mode }] of files.entries()) {
      staging.add(`${target.below}${path}`, contents, mode);
      if (index % atOnce === atOnce - 1) await interruption.checkpoint();
    }
    if (moves.length > 1) staging.declareReady(moves);
    await interruption.checkpoint();
    putInPlace(staging.files, target.root, moves);
  } finally {
    staging.remove();
  }
}

/** In one go, without a look at the event loop: a signal is seen before all of it, or after. */
function putInPlace(from: string, to: string, moves: readonly string[]): void {
  const created: string[] = [];
  try {
    for (const path of moves) {
      const isNew = !existsSync(join(to, path));
      move(join(from, path), join(to, path));
      if (isNew) created.push(path);
    }
  } catch (error) {
    for (const path of created.reverse()) renameSync(join(to, path), join(from, path));
    throw error;
  }
}
