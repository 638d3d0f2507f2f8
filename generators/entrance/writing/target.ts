import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { seen } from '../../core/problem.ts';
import { clearAbandoned, isAbandoned } from './staging.ts';

/** A folder that a project may be written to. */
export interface Target {
  /** As the user will find it. */
  folder: string;
  /** The nearest folder above it, or itself, that exists; links resolved. */
  root: string;
  /** From `root` to the folder, with a slash at its end; '' where the folder exists. */
  below: string;
}

/** A folder, and what it holds that is not left over from a run that was killed; or why nothing can be written to it. */
export type Looked = { target: Target; holds: string[] } | { problem: string };

/** Looks at the folder that `out` means, and changes nothing. */
export function lookAt(out: string, cwd: string): Looked {
  if (!isPath(out)) return { problem: `${seen(out)} given, expected the path of a folder` };
  const folder = resolve(cwd, out);
  const { at, missing } = nearestExisting(folder);
  if (!isFolder(at))
    return { problem: `${at} is not a folder, so nothing can be written to ${at === folder ? 'it' : folder}` };
  const root = realpathSync(at);
  if (missing.length > 0) return { target: { folder, root, below: `${missing.join('/')}/` }, holds: [] };
  const holds = readdirSync(root).filter((name) => name !== '.git' && !isAbandoned(root, name));
  return { target: { folder, root, below: '' }, holds };
}

/** Clears away what runs that were killed have left in the folder that `out` means, and beside it. */
export function clearAround(out: string, cwd: string): void {
  if (!isPath(out)) return;
  const folder = resolve(cwd, out);
  const { at } = nearestExisting(folder);
  if (!isFolder(at)) return;
  const root = realpathSync(at);
  clearAbandoned(root);
  // a run stages beside the folder as long as there is none
  if (at === folder) clearAbandoned(dirname(root));
}

const isPath = (out: string) => out !== '' && !out.includes('\0');

function nearestExisting(folder: string): { at: string; missing: string[] } {
  const missing: string[] = [];
  let at = folder;
  for (; !entryAt(at); at = dirname(at)) missing.unshift(basename(at));
  return { at, missing };
}

const isFolder = (at: string) => statSync(at, { throwIfNoEntry: false })?.isDirectory() === true;

/** A folder that is not empty, in a sentence. */
export function notEmpty(folder: string, entries: readonly string[]): string {
  const first = entries
    .toSorted()
    .slice(0, 5)
    .map((name) => seen(name).slice(1, -1));
  const more = entries.length > first.length ? ` and ${entries.length - first.length} more` : '';
  return `${folder} is not empty: it holds ${first.join(', ')}${more}`;
}

/**
 * The renames that put files in place, in their order: a whole folder where there is none yet, single files elsewhere.
 * Nothing is ever written through a symbolic link, and a folder does not give way to a file: those are problems.
 */
export function movesInto({ root, below }: Target, paths: readonly string[]): { moves: string[]; problems: string[] } {
  const moves = new Set<string>();
  const problems = new Set<string>();
  for (const path of paths) {
    const parts = `${below}${path}`.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const part = parts.slice(0, depth).join('/');
      if (moves.has(part)) break;
      const entry = entryAt(join(root, part));
      const isFile = depth === parts.length;
      if (!entry || (isFile && !entry.isDirectory())) {
        moves.add(part);
        break;
      }
      const problem = isFile ? 'is a folder, where a file has to go' : whyNotBelow(entry);
      if (!problem) continue;
      problems.add(`${join(root, part)} ${problem}`);
      break;
    }
  }
  return { moves: [...moves], problems: [...problems] };
}

function whyNotBelow(entry: Stats): string | undefined {
  if (entry.isSymbolicLink()) return 'is a symbolic link: what is written below it would land elsewhere';
  return entry.isDirectory() ? undefined : 'is a file, where a folder has to go';
}

/** What is at a path, links not followed; undefined where there is nothing, and below a file there is nothing. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
