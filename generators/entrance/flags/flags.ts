import { parseArgs } from 'node:util';
import { presetOf, type Option } from '../../core/option.ts';
import type { Policy } from '../../core/policy.ts';
import { seen } from '../../core/problem.ts';
import { demand } from '../../core/rule.ts';
import { underPolicy } from '../../core/under-policy.ts';
import { optionsOf, useCases } from '../../core/use-cases.ts';
import { problemAt, type PlacedProblem } from '../problems.ts';
import { nearest } from '../../core/nearest.ts';

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

/** What a command line says; a switch that was negated is false. */
export interface CommandLine {
  values: Record<string, string | boolean>;
  positionals: string[];
  problems: PlacedProblem[];
}

/** `devRegion` -> `dev-region` */
export const flagOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `devRegion` -> `--dev-region`: the spelling of a command line. */
export const spell = (key: string): string => `--${flagOf(key)}`;

/** Every option of every use case, by key. A key means the same kind of answer in all of them. */
export const allOptions = (policy?: Policy): Record<string, Option> =>
  Object.assign({}, ...useCases.map((each) => optionsOf(underPolicy(each, policy))));

/** The flags of options: `--search serverless|domain`. */
export function optionFlags(options: Record<string, Option>): Flags {
  return Object.fromEntries(
    Object.entries(options).map(([key, option]) => [
      flagOf(key),
      { value: valueOf(option), says: `${option.title}${defaultOf(option)}` },
    ]),
  );
}

function valueOf(option: Option): string {
  switch (option.kind) {
    case 'choice':
      return Object.keys(option.choices).join('|');
    case 'text':
      return 'TEXT';
    case 'document':
      return 'FILE';
  }
}

function defaultOf(option: Option): string {
  const preset = presetOf(option);
  const ruled = option.rules?.map((rule) => `; ${demand(rule)}`).join('') ?? '';
  return (preset === undefined ? '' : ` (${preset})`) + ruled;
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
  const line: CommandLine = { values: {}, positionals: [], problems: [] };
  let unknownAt = NaN;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // what follows a flag that nobody knows is most likely its value
      if (token.index !== unknownAt + 1) line.positionals.push(token.value);
    } else if (token.kind === 'option') {
      const problem = take(token.name, token.value, token.inlineValue === true, flags, line.values);
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
  values: CommandLine['values'],
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
  return undefined;
}

const negations = (flags: Flags) =>
  Object.entries(flags).flatMap(([name, { negatable }]) => (negatable ? [`no-${name}`] : []));
