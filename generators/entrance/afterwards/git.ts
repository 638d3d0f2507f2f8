import { runProgram } from '../program.ts';

/** What became of the folder: a new repository, a part of one that was there before, or neither. */
export type GitOutcome = 'initialised' | 'inside a repository' | 'not initialised';

/** Makes a folder a git repository with nothing committed yet, unless it lies in one. Never fails. */
export async function initGit(folder: string, signal: AbortSignal): Promise<GitOutcome> {
  const git = (...args: string[]) => runProgram('git', args, { cwd: folder, signal, env: withoutGit() });
  if ((await git('rev-parse', '--is-inside-work-tree')).status === 0) return 'inside a repository';
  // the workflows of the project know the branch by this name
  const { status } = await git('-c', 'init.defaultBranch=main', 'init', '--quiet');
  return status === 0 ? 'initialised' : 'not initialised';
}

/** In a git hook GIT_DIR and the like point at the repository of the hook: `git init` would work on that one. */
export const withoutGit = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
