import { BadInput, type PlacedProblem } from '../problems.ts';
import { print, styled, type Terminal } from '../terminal.ts';
import type { Asker } from './asker.ts';
import type { CommandLine } from './flags.ts';
import type { GivenAnswers } from './given-answers.ts';
import type { Interviewed } from './interview.ts';

/** Questions need the terminal for themselves: neither JSON on its output nor answers on its input. */
export const mayAsk = ({ values }: CommandLine, { interactive }: Terminal): boolean =>
  interactive && !values['yes'] && !values['json'] && values['answers'] !== '-';

/** What flags, files and questions say together. */
export interface Asked {
  line: CommandLine;
  given: GivenAnswers;
  /** Whether the dependencies shall be installed. */
  install: boolean;
}

/** Asks for what flags and files have not settled. */
export async function askTheRest(
  line: CommandLine,
  given: GivenAnswers,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Asked> {
  await refuseBeforeAsking(line, given);
  const { onlyUseCase } = await import('./questions.ts');
  const { interview } = await import('./interview.ts');
  const { placeFrom } = await import('./place.ts');
  const { terminalAsker } = await import('./prompts.ts');
  if (onlyUseCase) print(terminal.output, `${styled(terminal.output, 'bold', onlyUseCase.title)} (${onlyUseCase.id})`);
  const asker = terminalAsker(terminal, signal);
  const said = await interview(asker, given, placeFrom(line, terminal.cwd));
  const install = await wantsInstall(asker, line);
  return { line: withPlace(line, said), given: { ...given, answers: said.answers }, install };
}

/** Asks whether to install the dependencies, unless a flag has settled it. */
export const wantsInstall = async (asker: Asker, { values }: CommandLine): Promise<boolean> =>
  values['install'] === undefined &&
  !values['dry-run'] &&
  asker.confirm({
    name: 'install',
    message: 'Install its dependencies afterwards (npm ci, about 400 MB)?',
    default: true,
  });

/** The command line as if the folder had been settled on it. */
export const withPlace = (line: CommandLine, { out, onlyNew }: Interviewed): CommandLine => ({
  ...line,
  values: { ...line.values, ...(out === undefined ? {} : { out }), ...(onlyNew ? { 'only-new': true } : {}) },
});

/** What is wrong with flags and files is told before the first question. */
export async function refuseBeforeAsking(line: CommandLine, given: GivenAnswers): Promise<void> {
  const problems: PlacedProblem[] = [...line.problems, ...given.problems];
  if (Object.keys(given.answers).length > 0) {
    // The schema is only loaded where there is something to check: it would double the time to the first question.
    const { problemsBeforeAsking } = await import('./settle.ts');
    problems.push(...problemsBeforeAsking(given));
  }
  if (problems.length > 0) throw new BadInput(problems);
}
