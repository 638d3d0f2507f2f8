import { parseArgs } from 'node:util';

/** Reads the stage from the command line. Throws an error that says what was expected. */
export function readStage(argv: string[], stages: readonly string[]): string {
  const { values } = parseArgs({ args: argv, options: { stage: { type: 'string' } } });
  if (values.stage === undefined || !stages.includes(values.stage))
    throw new Error(`--stage: expected ${stages.join(' or ')}. npm run seed -- --stage ${stages[0]}`);
  return values.stage;
}
