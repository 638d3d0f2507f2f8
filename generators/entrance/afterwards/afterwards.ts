import { initGit, type GitOutcome } from './git.ts';
import type { CommandLine } from '../flags/flags.ts';
import { installDependencies } from './install.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What became of the steps after the writing; undefined where one was not wanted. */
export interface Afterwards {
  git: GitOutcome | undefined;
  installed: boolean | undefined;
  /** Whether the user left decisions to the defaults on purpose, and is told which. */
  tellsDefaults: boolean;
}

/**
 * Makes the folder a git repository and installs the dependencies, as far as flags and answers want it. The project is whole by
 * now: what goes wrong is told, and fails nothing.
 */
export async function afterWriting(
  folder: string,
  { values }: CommandLine,
  wantsInstall: boolean,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Afterwards> {
  const git = values['git'] === false ? undefined : await initGit(folder, signal);
  const installs = (values['install'] ?? wantsInstall) === true;
  const installed = installs ? await installDependencies(folder, terminal, signal) : undefined;
  return { git, installed, tellsDefaults: values['yes'] === true };
}
