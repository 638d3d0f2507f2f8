import { parseArgs } from 'node:util';
import { nearest } from '../../core/nearest.ts';
import { seen } from '../../core/problem.ts';
import { problemAt, type PlacedProblem } from '../problems.ts';

/** A flag of a command. One without `value` is a switch. */
export interface Flag {
  /** What stands for its value in the help: FILE, DIR, a|b. */
  value?: string;
  short?: string;
  /** `--no-NAME` exists as well. */
  negatable?: true;
  says: string;
}
export type Flags = Record<string, Flag>;

/** What a command line says; a switch that was negated is false, and of a flag that is repeated the last one counts. */
export interface CommandLine {
  values: Record<string, string | boolean>;
  /** Every value of the flags that have one, in their order: for answers that are lists. */
  every: Record<string, string[]>;
  positionals: string[];
  problems: PlacedProblem[];
}

/** Reads a command line against the flags that a command has. Never throws: whatever is wrong is among the problems. */
export function readFlags(argv: readonly string[], flags: Flags): CommandLine {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(flags).map(([name, { value, short }]) => [
        name,
        { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const line: CommandLine = { values: {}, every: {}, positionals: [], problems: [] };
  let unknownAt = NaN;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // what follows a flag that nobody knows is most likely its value
      if (token.index !== unknownAt + 1) line.positionals.push(token.value);
    } else if (token.kind === 'option') {
      const problem = take(token.name, token.value, token.inlineValue === true, flags, line);
      if (!problem) continue;
      line.problems.push(problemAt(seen(token.rawName).slice(1, -1), problem));
      if (!Object.hasOwn(flags, token.name)) unknownAt = token.index;
    }
  }
  return line;
}

/** Enters one flag into the values, or tells what is wrong with it. */
function take(
  given: string,
  value: string | undefined,
  inline: boolean,
  flags: Flags,
  { values, every }: CommandLine,
): string | undefined {
  const positive = given.startsWith('no-') ? given.slice(3) : '';
  const negated = Object.hasOwn(flags, positive) && flags[positive]!.negatable === true;
  const name = negated ? positive : given;
  if (!Object.hasOwn(flags, name)) {
    const meant = nearest(given, [...Object.keys(flags), ...negations(flags)]);
    return `is not a flag of this command${meant ? `. Did you mean --${meant}?` : ''}`;
  }
  if (!flags[name]!.value) {
    if (value !== undefined) return `${seen(value)} given, but this flag takes no value`;
    values[name] = !negated;
    return undefined;
  }
  if (value === undefined) return `needs a value: ${flags[name]!.value}`;
  if (!inline && value.length > 1 && value.startsWith('-'))
    return `needs a value: ${flags[name]!.value}. If ${seen(value)} is the value, write --${name}=${value}`;
  values[name] = value;
  every[name] = [...(every[name] ?? []), value];
  return undefined;
}

const negations = (flags: Flags) =>
  Object.entries(flags).flatMap(([name, { negatable }]) => (negatable ? [`no-${name}`] : []));
