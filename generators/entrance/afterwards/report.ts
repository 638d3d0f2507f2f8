import { relative } from 'node:path';
import { idleInWords, idleOf } from '../../core/consequence.ts';
import { findUseCase, type Answers } from '../../core/use-cases.ts';
import { written } from '../../core/problem.ts';
import type { Afterwards } from './afterwards.ts';
import { flagOf } from '../flags/option-flags.ts';
import type { PlannedFile, Project } from './project.ts';
import { sentence } from '../problems.ts';
import { print, styled, type Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';

/** `new --json` prints one shape, whether files were written or not. */
export function reportAsJson(
  project: Project,
  { dryRun, ...after }: Partial<Afterwards> & { dryRun: boolean },
  terminal: Terminal,
): void {
  const { target, answers, policy, warnings, files } = project;
  const { policy: _, ...given } = answers;
  const result = {
    ok: true,
    folder: target.folder,
    // as they can be given again; what the policy adds to the project stands in its file
    answers: given,
    policy: policy ?? null,
    warnings,
    idleUsdPerMonth: idleFor(answers),
    dryRun,
    files: files.map(({ path, mode, state, written }) => ({
      path,
      mode: mode.toString(8),
      state,
      written: written && !dryRun,
    })),
    git: after.git ?? 'not wanted',
    installed: after.installed === true,
  };
  print(terminal.output, JSON.stringify(result, null, 2));
}

export function reportDryRun(project: Project, terminal: Terminal): void {
  const { target, files } = project;
  warn(project, terminal);
  const isNewFolder = files.every(({ state }) => state === 'new');
  for (const { path, state } of files) print(terminal.output, isNewFolder ? path : `${state.padEnd(8)}${path}`);
  print(terminal.errors, `Nothing was written. In ${target.folder}: ${counted(files)}.`);
}

/** What a report on a written project needs to know about it. */
export type Made = Pick<Project, 'answers' | 'defaults' | 'locked' | 'warnings' | 'files'> & {
  target: { folder: string };
};

export function reportMade(project: Made, after: Afterwards, terminal: Terminal): void {
  warn(project, terminal);
  const { target, files, answers } = project;
  const { output, width } = terminal;
  const written = files.filter((file) => file.written);
  print(
    output,
    styled(output, 'bold', `${written.length} ${written.length === 1 ? 'file' : 'files'} written to ${target.folder}`),
  );
  const replaced = written.filter(({ state }) => state === 'changed').map(({ path }) => path);
  const kept = files.filter((file) => !file.written && file.state === 'changed').map(({ path }) => path);
  const more = [
    ...(replaced.length > 0 ? [`Replaced: ${replaced.join(', ')}.`] : []),
    ...(kept.length > 0 ? [`Kept, though the generator would write them differently: ${kept.join(', ')}.`] : []),
    ...(after.git === 'initialised' ? ['The folder is a new git repository, with nothing committed yet.'] : []),
    ...(after.git === 'not initialised' ? ['The folder is not a git repository: git was not found, or failed.'] : []),
    ...decidedInWords(project, after.tellsDefaults),
  ];
  const { about, commands } = summary(answers, target.folder, terminal, after.installed === true);
  for (const text of [...more, ...about]) print(output, wrap(text, width, ''));
  print(output, ['', 'Next:', ...commands.map((command) => `  ${command}`)].join('\n'));
}

/** "3 new, 1 changed, 277 the same" */
function counted(files: readonly PlannedFile[]): string {
  const words = { new: 'new', changed: 'changed', same: 'the same' } as const;
  return (Object.keys(words) as (keyof typeof words)[])
    .map((state) => [files.filter((file) => file.state === state).length, words[state]] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

/** What was made and what it costs, and the commands to type now. */
function summary(
  answers: Answers,
  folder: string,
  { cwd, nodePrefix }: Pick<Terminal, 'cwd' | 'nodePrefix'>,
  installed: boolean,
) {
  return {
    about: [
      `${answers.name}: ${findUseCase(answers.useCase)!.title}.`,
      `Idle cost: ${idleInWords(idleFor(answers))}, at list prices (docs/cost.md).`,
    ],
    commands: nextCommands(shortest(folder, cwd), nodePrefix, installed),
  };
}

const idleFor = (answers: Answers) => idleOf(findUseCase(answers.useCase)!, answers);

function warn({ warnings }: Pick<Project, 'warnings'>, terminal: Terminal): void {
  for (const warning of warnings) print(terminal.errors, `Note: ${sentence(warning)}.`);
}

/** Values that nobody was asked for: those of the policy and, on request, the defaults. */
function decidedInWords(
  { defaults, locked, answers }: Pick<Project, 'defaults' | 'locked' | 'answers'>,
  tellsDefaults: boolean,
): string[] {
  const given = answers as unknown as Record<string, unknown>;
  const inWords = (keys: readonly string[]) => keys.map((key) => `${flagOf(key)} ${written(given[key])}`).join(', ');
  return [
    ...(tellsDefaults ? [`Defaults: ${inWords(defaults) || 'none'}.`] : []),
    ...(locked.length > 0 ? [`Set by the organisation's policy: ${inWords(locked)}.`] : []),
  ];
}

function nextCommands(folder: string, nodePrefix: string, installed: boolean): string[] {
  const enter = folder === '.' ? [] : [`cd ${/^[\w./\\:-]+$/.test(folder) ? folder : JSON.stringify(folder)}`];
  return [...enter, ...(installed ? [] : ['npm ci']), `${nodePrefix}npm test`, `${nodePrefix}npm run local`];
}

/** A folder as the user would type it. */
function shortest(folder: string, cwd: string): string {
  const below = relative(cwd, folder);
  if (below === '') return '.';
  return below.startsWith('..') ? folder : below;
}
