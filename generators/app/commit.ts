import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { createConflicterTransform } from '@yeoman/conflicter';
import type { Store } from 'mem-fs';
import type { MemFsEditorFile } from 'mem-fs-editor';
import { clearFileState, isFilePending, setCommittedFile } from 'mem-fs-editor/state';
import { createCommitTransform } from 'mem-fs-editor/transform';
import { Interruption } from '../entrance/interruption.ts';
import { BadInput, problemAt } from '../entrance/problems.ts';
import { clearAround, lookAt, movesInto } from '../entrance/writing/target.ts';
import { write } from '../entrance/writing/write.ts';
import type { ProjectFile } from '../core/api.ts';

/** What Yeoman's environment lends to a commit. */
export interface Environment {
  sharedFs: Store<MemFsEditorFile>;
  adapter: Parameters<typeof createConflicterTransform>[0];
  /** --force, --bail, --dry-run, as the environment understood them, and the folder that messages start from. */
  conflicterOptions: { force?: boolean; bail?: boolean; dryRun?: boolean; cwd: string };
}

/**
 * Yeoman's commit, with its questions about conflicts, but staged: the environment's own writes file after file while it is
 * asking, so that Ctrl-C would leave half a project. Here the questions come first, and the files of the project then
 * appear together. What other generators of the same run have for other folders is written as ever.
 *
 * Returns the paths that were written.
 */
export async function commit(
  environment: Environment,
  folder: string,
  modes: ReadonlyMap<string, ProjectFile['mode']>,
  canAsk: boolean,
): Promise<string[]> {
  const { sharedFs } = environment;
  if (!cannotConflict(environment, folder)) await settleConflicts(environment, folder, canAsk);

  // A file that the user chose to keep is no longer pending.
  const accepted = pendingIn(sharedFs, folder);
  const files = accepted.map((file) => {
    const path = file.path
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    return { path, contents: file.contents!, mode: modes.get(path) ?? 0o644 };
  });
  if (files.length > 0) await writeTogether(folder, files);
  for (const file of accepted) {
    setCommittedFile(file);
    clearFileState(file);
  }
  await sharedFs.pipeline({ filter: isFilePending }, createCommitTransform());
  return files.map(({ path }) => path);
}

/** Whether all files are for a folder that there is none of: the usual case, and a quarter of what this generator costs. */
function cannotConflict({ sharedFs, conflicterOptions }: Environment, folder: string): boolean {
  const { bail, dryRun } = conflicterOptions;
  const others = sharedFs.all().filter(isFilePending).length > pendingIn(sharedFs, folder).length;
  return !existsSync(folder) && !bail && !dryRun && !others && !hasYoResolve(dirname(folder));
}

/** Whether a file of this folder or of one above it tells Yeoman what to do with conflicts. */
function hasYoResolve(folder: string): boolean {
  return existsSync(join(folder, '.yo-resolve')) || (folder !== dirname(folder) && hasYoResolve(dirname(folder)));
}

async function settleConflicts({ sharedFs, adapter, conflicterOptions }: Environment, folder: string, canAsk: boolean) {
  const { force, bail, dryRun } = conflicterOptions;
  if (!canAsk && !force && !bail && !dryRun) refuseConflicts(pendingIn(sharedFs, folder));
  const { createConflicterTransform, createYoResolveTransform, forceYoFiles } = await import('@yeoman/conflicter');
  await sharedFs.pipeline(
    { filter: (file) => isFilePending(file) || file.path.endsWith('.yo-resolve') },
    createYoResolveTransform(),
    forceYoFiles(),
    createConflicterTransform(dryRun ? adapter : quiet(adapter), conflicterOptions),
  );
}

/** The adapter without its line for each file that needs no question: the report counts those. */
function quiet(adapter: Environment['adapter']): Environment['adapter'] {
  const silent = () => log;
  const log: object = Object.assign((...words: unknown[]) => adapter.log(...(words as [string])), adapter.log, {
    create: silent,
    force: silent,
    identical: silent,
    skip: silent,
  });
  // The adapter has private fields, which only its own methods reach.
  const get = (_: unknown, key: string): unknown => {
    const found: unknown = key === 'log' ? log : Reflect.get(adapter, key);
    return key !== 'log' && typeof found === 'function' ? (found.bind(adapter) as unknown) : found;
  };
  return new Proxy<Environment['adapter']>(adapter, { get });
}

function pendingIn(sharedFs: Environment['sharedFs'], folder: string): MemFsEditorFile[] {
  return sharedFs.all().filter((file) => isFilePending(file) && file.contents && file.path.startsWith(folder + sep));
}

/** Yeoman would ask, and end with what a closed prompt says. */
function refuseConflicts(files: readonly MemFsEditorFile[]): void {
  const different = files.filter(({ path, contents }) => existsSync(path) && !readFileSync(path).equals(contents!));
  if (different.length > 0)
    throw new BadInput(
      different.map(({ path }) =>
        problemAt('', `${path} has other contents, and there is no terminal to ask on. --force overwrites it`),
      ),
    );
}

async function writeTogether(folder: string, files: readonly ProjectFile[]): Promise<void> {
  clearAround(folder, folder);
  // What lies in the folder has been asked about, file by file.
  const looked = lookAt(folder, folder);
  if ('problem' in looked) throw new BadInput([problemAt('', looked.problem)]);
  const { moves, problems } = movesInto(
    looked.target,
    files.map(({ path }) => path),
  );
  if (problems.length > 0) throw new BadInput(problems.map((problem) => problemAt('', problem)));
  const interruption = new Interruption();
  try {
    await write(looked.target, moves, files, interruption);
  } catch (error) {
    // `yo` would take the code of a file system error for an exit code, and fail on that.
    const { code, message } = error as NodeJS.ErrnoException;
    throw typeof code === 'string' ? new Error(`${message}. Nothing was written.`, { cause: error }) : error;
  } finally {
    interruption.stop();
  }
}
