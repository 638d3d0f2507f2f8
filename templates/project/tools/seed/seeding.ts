import { oneOf, parsed } from '../command-line.ts';
import type { OpenStage } from '../stack/stage.ts';

/** How samples come into a stage: delivery/seeding.ts. */
export interface Seeding {
  /** What `npm run seed` does, for its usage. */
  does: string;
  /** What has to be confirmed before samples are written to a deployed stage, and the option that confirms it. */
  confirm?: { option: string; because: string };
  /** Gives what was done, in a sentence. */
  seed(stage: OpenStage): Promise<string>;
}

export const usage = ({ does, confirm }: Seeding, stages: readonly string[]): string =>
  `npm run seed -- --stage ${stages.join('|')}${confirm ? ` --${confirm.option}` : ''}

${does}${confirm ? ` ${confirm.because} Confirm this with --${confirm.option}.` : ''}
--stage local is what npm run local runs in another terminal${confirm ? '; it needs no confirmation' : ''}.`;

/** Reads the stage from the command line. Throws an error that says what was expected. */
export function readStage(argv: string[], seeding: Seeding, stages: readonly string[], local: string): string {
  const help = usage(seeding, stages);
  const { confirm } = seeding;
  const options = {
    stage: { type: 'string' },
    ...(confirm ? { [confirm.option]: { type: 'boolean' } } : {}),
  } as const;
  const values = parsed({ args: argv, options }, help).values as Record<string, string | boolean | undefined>;
  const stage = oneOf('--stage', values['stage'] as string | undefined, stages, help);
  if (confirm && stage !== local && values[confirm.option] !== true)
    throw new Error(`--${confirm.option} is missing. ${confirm.because} Add --${confirm.option} to confirm this`);
  return stage;
}
