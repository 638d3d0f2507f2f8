import { parseArgs } from 'node:util';

export const usage = (stages: readonly string[]): string => `npm run seed -- --stage ${stages.join('|')}

Writes the sample items of the contract to the table of a deployed stage.`;

/** Reads the stage from the command line. Throws an error that says what was expected. */
export function readStage(argv: string[], stages: readonly string[]): string {
  const { values } = parseArgs({ args: argv, options: { stage: { type: 'string' } } });
  if (values.stage === undefined || !stages.includes(values.stage))
    throw new Error(`--stage: expected ${stages.join(' or ')}\n\n${usage(stages)}`);
  return values.stage;
}
