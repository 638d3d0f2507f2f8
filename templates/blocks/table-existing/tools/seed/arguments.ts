import { parseArgs } from 'node:util';

export const usage = (stages: readonly string[]): string => `npm run seed -- --stage ${stages.join('|')} --existing

Writes the sample items of the contract to the table of a deployed stage. The table is not of this project: the samples are
written among its items, over those with the same key, and --existing says that this is meant.`;

/** Reads the stage from the command line. Throws an error that says what was expected. */
export function readStage(argv: string[], stages: readonly string[]): string {
  const { values } = parseArgs({
    args: argv,
    options: { stage: { type: 'string' }, existing: { type: 'boolean', default: false } },
  });
  if (values.stage === undefined || !stages.includes(values.stage))
    throw new Error(`--stage: expected ${stages.join(' or ')}\n\n${usage(stages)}`);
  if (!values.existing)
    throw new Error(
      'The table is not of this project, and may hold real items: the samples would be written among them, over those with the same key. --existing says that this is meant',
    );
  return values.stage;
}
