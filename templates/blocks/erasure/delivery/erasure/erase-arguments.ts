import { parseArgs } from 'node:util';

export const eraseUsage = (stages: readonly string[]): string =>
  `npm run erase -- --stage ${stages.join('|')} --user USER [--yes]

Erases one user from tables, lake and failure stores. Without --yes, it says what it would erase, and changes nothing.
--user  the user_id of the events
--yes   erases
--stage local is what npm run local runs in another terminal.`;

/** Reads the command line. Throws an error that says what was expected. */
export function eraseArguments(
  argv: readonly string[],
  stages: readonly string[],
): { stage: string; user: string; sure: boolean } {
  const refuse = (problem: string): never => {
    throw new Error(`${problem}\n\n${eraseUsage(stages)}`);
  };
  const { stage = '', user = '', yes = false } = valuesIn(argv, refuse);
  if (!stages.includes(stage)) refuse(`--stage: expected ${stages.join(' or ')}, not "${stage}"`);
  if (user.trim() === '') refuse('--user: expected a user_id, not an empty text');
  if (user.length > 256) refuse('--user: expected a user_id of at most 256 characters');
  return { stage, user, sure: yes };
}

function valuesIn(argv: readonly string[], refuse: (problem: string) => never) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...argv], options: { stage: text, user: text, yes: { type: 'boolean' } } }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}
