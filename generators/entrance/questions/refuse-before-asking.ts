import type { GivenAnswers } from '../answers/given-answers.ts';
import type { CommandLine } from '../flags/flags.ts';
import { BadInput, type PlacedProblem } from '../problems.ts';

/** What is wrong with flags and files is told before the first question. */
export async function refuseBeforeAsking(line: CommandLine, given: GivenAnswers): Promise<void> {
  const problems: PlacedProblem[] = [...line.problems, ...given.problems];
  if (Object.keys(given.answers).length > 0) {
    // The schema is only loaded where there is something to check: it would double the time to the first question.
    const { problemsBeforeAsking } = await import('../answers/settle.ts');
    problems.push(...problemsBeforeAsking(given));
  }
  if (problems.length > 0) throw new BadInput(problems);
}
