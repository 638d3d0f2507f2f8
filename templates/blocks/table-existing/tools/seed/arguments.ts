import { parseArgs } from 'node:util';

export const usage = (stages: readonly string[]): string => `npm run seed -- --stage ${stages.join('|')} --existing

Writes the sample items of the contract to the table of a deployed stage. This project does not own the table: samples are added
to its items and overwrite items with the same key. Confirm this with --existing.`;

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
      '--existing is missing. This project does not own the table, which may hold real items: samples would be added to them and overwrite items with the same key. Add --existing to confirm this',
    );
  return values.stage;
}
