import { seen } from '../core/problem.ts';
import type { AnyUseCase } from '../core/use-case.ts';
import { findUseCase, useCaseIds } from '../core/use-cases.ts';
import { readFlags, type CommandLine, type Flags } from '../entrance/flags/flags.ts';
import { meant } from '../core/nearest.ts';
import { BadInput, problemAt } from '../entrance/problems.ts';
import { print, type Terminal } from '../entrance/terminal/terminal.ts';

/** How a verb other than `new` is called. */
export interface Usage {
  call: string;
  says: string;
  flags: Flags;
  /** How many words may follow the verb. */
  words: number;
}

const help: Flags = { help: { short: 'h', says: 'show this help' } };

/** The command line of a verb; undefined when the user asked for its help, which is then printed. */
export async function readVerb(
  argv: readonly string[],
  usage: Usage,
  terminal: Terminal,
): Promise<CommandLine | undefined> {
  const flags = { ...usage.flags, ...help };
  const line = readFlags(argv, flags);
  if (line.values['help']) {
    const { flagTable } = await import('../entrance/flags/flag-table.ts');
    print(
      terminal.output,
      `Usage: stream-pipeline ${usage.call}\n\n${usage.says}\n\n${flagTable(flags, terminal.width)}`,
    );
    return undefined;
  }
  const extra = line.positionals.slice(usage.words);
  const problems = [
    ...line.problems,
    ...extra.map((word) => problemAt('', `${seen(word)} is not expected. Usage: stream-pipeline ${usage.call}`)),
  ];
  if (problems.length > 0) throw new BadInput(problems);
  return line;
}

export function useCaseNamed(id: string): AnyUseCase {
  const useCase = findUseCase(id);
  if (useCase) return useCase;
  throw new BadInput(
    [problemAt('USE-CASE', `${seen(id)} given, expected one of ${useCaseIds().join(', ')}${meant(id, useCaseIds())}`)],
    'stream-pipeline list',
  );
}
