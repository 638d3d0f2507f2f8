import { parseArgs } from 'node:util';

export interface Arguments {
  stage: string;
  json: boolean;
}

/** Reads the command line. Throws an error that says what was expected. */
export function readArguments(argv: string[], stages: readonly string[]): Arguments {
  const { stage, json = false } = parsed(argv, stages);
  if (stage === undefined || !stages.includes(stage))
    throw new Error(`--stage: expected ${stages.join(' or ')}\n\n${usage(stages)}`);
  return { stage, json };
}

export const usage = (stages: readonly string[]): string => `npm run smoke -- --stage ${stages.join('|')} [--json]

Writes ten marked items to the table of a deployed stage, changes each of them once, removes one, and reports what became of
every change. Then removes everything it wrote. Exits with 1 if a change is lost.`;

function parsed(argv: string[], stages: readonly string[]) {
  try {
    return parseArgs({ args: argv, options: { stage: { type: 'string' }, json: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage(stages)}`, { cause: error });
  }
}
