import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The reader of a pipe may leave early (`npm run replay -- list … | head -1`): that ends its output, and not the work. */
export const outliveReader = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
};

/** Whether the command line asks for the usage. */
export const asksForHelp = (argv: readonly string[]): boolean => argv.includes('--help') || argv.includes('-h');

/** `parseArgs` of Node.js, but an error ends with the usage. */
export function parsed<const Config extends ParseArgsConfig>(config: Config, usage: string) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

/** A value that has to be one of those allowed. Throws an error that names them and ends with the usage. */
export function oneOf(name: string, value: string | undefined, allowed: readonly string[], usage: string): string {
  if (value !== undefined && allowed.includes(value)) return value;
  const seen = value === undefined ? '' : `, not "${value}"`;
  throw new Error(`${name}: expected ${allowed.join(' or ')}${seen}\n\n${usage}`);
}

/** Reads a command line of `--stage` and further options. Throws an error that says what was expected. */
export function readStage<const More extends ParseArgsConfig['options']>(
  argv: string[],
  more: More,
  stages: readonly string[],
  usage: string,
) {
  const options = { stage: { type: 'string' }, ...more } as const;
  const { values } = parsed({ args: argv, options }, usage);
  const { stage } = values as { stage?: string };
  return { ...values, stage: oneOf('--stage', stage, stages, usage) };
}
