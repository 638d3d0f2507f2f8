import type { ParseArgsConfig } from 'node:util';
import { readStage } from '../command-line.ts';
import type { Seeding } from './seeding.ts';

/** The part of a seeding that the command line shows. */
type Asked = Pick<Seeding, 'does' | 'confirm'>;

export const usage = ({ does, confirm }: Asked, stages: readonly string[]): string =>
  `npm run seed -- --stage ${stages.join('|')}${confirm ? ` --${confirm.option}` : ''}

${does}${confirm ? ` ${confirm.because} Confirm this with --${confirm.option}.` : ''}
--stage local is what npm run local runs in another terminal${confirm ? '; it needs no confirmation' : ''}.`;

/** Reads the stage from the command line. Throws an error that says what was expected. */
export function stageToSeed(argv: string[], seeding: Asked, stages: readonly string[], local: string): string {
  const { confirm } = seeding;
  const more: ParseArgsConfig['options'] = confirm ? { [confirm.option]: { type: 'boolean' } } : {};
  const { stage, ...given } = readStage(argv, more, stages, usage(seeding, stages));
  if (confirm && stage !== local && !(confirm.option in given))
    throw new Error(`--${confirm.option} is missing. ${confirm.because} Add --${confirm.option} to confirm this`);
  return stage;
}
