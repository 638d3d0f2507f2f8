import { relative } from 'node:path';
import { findUseCase, type Answers } from '../core/use-cases.ts';
import type { GitOutcome } from './git.ts';
import { idleInWords, idleOf } from './idle.ts';
import { flagOf } from './input/flags.ts';
import type { Project } from './prepare.ts';
import { sentence } from './problems.ts';
import { print, styled, type Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** What became of the steps after the writing; undefined where one was not wanted. */
export interface Afterwards {
  git: GitOutcome | undefined;
  installed: boolean | undefined;
  /** Whether the user left decisions to the defaults on purpose, and is told which. */
  tellsDefaults: boolean;
}

export function reportDryRun(project: Project, json: boolean, terminal: Terminal): void {
  const { target, files } = project;
  if (json) {
    const listed = files.map(({ path, mode }) => ({ path, mode: mode.toString(8) }));
    print(terminal.output, JSON.stringify({ ...asJson(project), dryRun: true, files: listed }, null, 2));
    return;
  }
  warn(project, terminal);
  for (const { path } of files) print(terminal.output, path);
  print(terminal.errors, `${files.length} files would be written to ${target.folder}; nothing was.`);
}

export function reportMade(project: Project, after: Afterwards, json: boolean, terminal: Terminal): void {
  if (json) {
    const { git, installed } = after;
    const files = project.files.map(({ path }) => path);
    print(
      terminal.output,
      JSON.stringify({ ...asJson(project), files, git: git ?? 'not wanted', installed: installed === true }, null, 2),
    );
    return;
  }
  warn(project, terminal);
  const { folder } = project.target;
  const { output, width } = terminal;
  print(output, styled(output, 'bold', `${project.files.length} files written to ${folder}`));
  const more = [
    ...(after.git === 'initialised' ? ['It is a new git repository, with nothing committed yet.'] : []),
    ...(after.git === 'not initialised' ? ['It is no git repository: git was not found, or refused.'] : []),
    ...decidedInWords(project, after.tellsDefaults),
  ];
  const { about, commands } = summary(project.answers, folder, terminal, after.installed === true);
  for (const text of [...more, ...about]) print(output, wrap(text, width, ''));
  print(output, ['', 'Next:', ...commands.map((command) => `  ${command}`)].join('\n'));
}

/** What was made and what it costs, and the three commands to type now. */
export function summary(
  answers: Answers,
  folder: string,
  { cwd, nodePrefix }: Pick<Terminal, 'cwd' | 'nodePrefix'>,
  installed: boolean,
) {
  return {
    about: [
      `${answers.name}: ${findUseCase(answers.useCase)!.title}.`,
      `When nothing happens it costs ${idleInWords(idleOf(answers))}, at list prices (docs/cost.md).`,
    ],
    commands: nextCommands(shortest(folder, cwd), nodePrefix, installed),
  };
}

function warn({ warnings }: Project, terminal: Terminal): void {
  for (const warning of warnings) print(terminal.errors, `Note: ${sentence(warning)}.`);
}

/** Answers as they can be given again; what the policy adds to the project stands in its file. */
const asJson = ({ target, answers: { policy: _, ...answers }, policy, warnings }: Project) => ({
  ok: true,
  folder: target.folder,
  answers,
  ...(policy === undefined ? {} : { policy }),
  warnings,
  idleUsdPerMonth: idleOf(answers as Answers),
});

/** What nobody was asked: values that the policy sets, and, for who wants to know, defaults. */
export function decidedInWords(
  { defaults, locked, answers }: Pick<Project, 'defaults' | 'locked' | 'answers'>,
  tellsDefaults: boolean,
): string[] {
  const given = answers as unknown as Record<string, string>;
  const inWords = (keys: readonly string[]) => keys.map((key) => `${flagOf(key)} ${given[key]}`).join(', ');
  return [
    ...(tellsDefaults ? [`Left to their defaults: ${inWords(defaults) || 'none'}.`] : []),
    ...(locked.length > 0 ? [`Set by the organisation's policy: ${inWords(locked)}.`] : []),
  ];
}

function nextCommands(folder: string, nodePrefix: string, installed: boolean): string[] {
  const enter = folder === '.' ? [] : [`cd ${/^[\w./\\:-]+$/.test(folder) ? folder : JSON.stringify(folder)}`];
  const commands = [...enter, ...(installed ? [] : ['npm ci']), `${nodePrefix}npm test`, `${nodePrefix}npx cdk synth`];
  return commands.slice(0, 3);
}

/** A folder as the user would type it. */
function shortest(folder: string, cwd: string): string {
  const below = relative(cwd, folder);
  if (below === '') return '.';
  return below.startsWith('..') ? folder : below;
}
