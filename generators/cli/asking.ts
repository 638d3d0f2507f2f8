import { onlyUseCase } from '../core/use-cases.ts';
import { print, styled, type Terminal } from '../entrance/terminal/terminal.ts';
import type { CommandLine } from '../entrance/flags/flags.ts';
import type { GivenAnswers } from '../entrance/answers/given-answers.ts';
import { refuseBeforeAsking } from '../entrance/questions/refuse-before-asking.ts';
import { wantsInstall } from '../entrance/questions/wants-install.ts';

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
  const only = onlyUseCase();
  const { interview } = await import('../entrance/questions/interview.ts');
  const { placeFrom, withPlace } = await import('../entrance/questions/place.ts');
  const { terminalAsker } = await import('./prompts.ts');
  if (only) print(terminal.output, `${styled(terminal.output, 'bold', only.title)} (${only.id})`);
  const asker = terminalAsker(terminal, signal);
  const said = await interview(asker, given, placeFrom(line, terminal.cwd));
  const install = await wantsInstall(asker, line);
  return { line: withPlace(line, said), given: { ...given, answers: said.answers }, install };
}
