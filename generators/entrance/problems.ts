import type { Problem } from '../core/problem.ts';
import { exitCode } from './exit-code.ts';
import { print, styled, type Terminal } from './terminal/terminal.ts';

/** A problem, and the place where it is looked for: `--search`, `NAME`, `answers.json: search`; '' for none in particular. */
export interface PlacedProblem extends Problem {
  at: string;
}

/** What was asked for cannot be done; everything that is wrong with it, at once. Exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  /** What `yo` ends with when it meets the error. */
  readonly code = exitCode.badInput;
  readonly problems: readonly PlacedProblem[];
  /** A command that explains what is allowed. */
  readonly see: string | undefined;

  constructor(problems: readonly PlacedProblem[], see?: string) {
    super([...problems.map(sentence), ...(see ? [`See: ${see}`] : [])].join('\n'));
    this.problems = problems;
    this.see = see;
  }
}

export const sentence = ({ at, message }: PlacedProblem): string => (at ? `${at}: ${message}` : message);

/** A problem of a flag or argument that is not an answer. */
export const problemAt = (at: string, message: string): PlacedProblem => ({ option: '', at, message });

/** What ended a command, in the one shape of `--json` or as a line of text. */
export function reportFailure(message: string, json: boolean, terminal: Terminal): void {
  if (json) print(terminal.output, JSON.stringify({ ok: false, problems: [problemAt('', message)] }, null, 2));
  else print(terminal.errors, message);
}

export function reportBadInput({ problems, see }: BadInput, json: boolean, terminal: Terminal): void {
  if (json) {
    print(terminal.output, JSON.stringify({ ok: false, problems, ...(see ? { see } : {}) }, null, 2));
    return;
  }
  for (const problem of problems) print(terminal.errors, styled(terminal.errors, 'red', sentence(problem)));
  if (see) print(terminal.errors, `See: ${see}`);
}
