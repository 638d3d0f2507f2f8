import { parseArgs } from 'node:util';

export const produceUsage = (stages: readonly string[]): string =>
  `npm run produce -- --stage ${stages.join('|')} --file FILE [--dry-run]

Writes the events of a file to the topic: a JSON object a line, as contract/source-event.schema.json describes it.
It checks every line first, and writes nothing if one is wrong.
--file     the file; - reads what is piped in
--dry-run  checks the lines, and writes nothing
--stage local is what npm run local runs in another terminal. Brokers of other stages are in a network of their own:
run the command where port 9098 of theirs is in reach, such as a CloudShell environment in their subnets.`;

/** Reads the command line. Throws an error that says what was expected. */
export function produceArguments(
  argv: readonly string[],
  stages: readonly string[],
): { stage: string; file: string; dryRun: boolean } {
  const refuse = (problem: string): never => {
    throw new Error(`${problem}\n\n${produceUsage(stages)}`);
  };
  const { stage = '', file = '', 'dry-run': dryRun = false } = valuesIn(argv, refuse);
  if (file === '') refuse('--file: expected the name of a file, or -');
  if (!stages.includes(stage)) refuse(`--stage: expected ${stages.join(' or ')}, not "${stage}"`);
  return { stage, file, dryRun };
}

function valuesIn(argv: readonly string[], refuse: (problem: string) => never) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...argv], options: { stage: text, file: text, 'dry-run': { type: 'boolean' } } }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}
