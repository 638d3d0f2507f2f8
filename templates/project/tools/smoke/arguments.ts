import { oneOf, parsed } from '../command-line.ts';

export const usage = (does: string, stages: readonly string[]): string =>
  `npm run smoke -- --stage ${stages.join('|')} [--json]

${does} Exits with 1 if an event is lost.
--stage local is what npm run local runs in another terminal.`;

/** Reads the command line. Throws an error that says what was expected. */
export function readArguments(argv: string[], does: string, stages: readonly string[]) {
  const help = usage(does, stages);
  const options = { stage: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
  const { stage, json } = parsed({ args: argv, options }, help).values;
  return { stage: oneOf('--stage', stage, stages, help), json };
}
