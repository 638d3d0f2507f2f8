import type { CommandLine, Flags } from '../entrance/flags/flags.ts';
import { everyOptionFlag, flagOf } from '../entrance/flags/option-flags.ts';
import { nearest } from '../core/nearest.ts';
import { ownFlags } from '../entrance/flags/new-flags.ts';
import { problemAt } from '../entrance/problems.ts';
import { seen } from '../core/problem.ts';

/** The flags of this generator, in addition to those of Yeoman. */
export function generatorFlags(): Flags {
  const { 'use-case': useCase, answers, policy, out, 'only-new': onlyNew, yes, git, install } = ownFlags;
  const newRegion = ownFlags['allow-unknown-region'];
  const own = { 'use-case': useCase, answers, policy, out, 'only-new': onlyNew, yes, git, install };
  return { ...everyOptionFlag(), ...own, 'allow-unknown-region': newRegion };
}

/** Those flags of Yeoman that matter here. */
export const yeomanFlags: Flags = {
  force: { says: 'replace files that differ, without asking' },
  bail: { says: 'stop at the first file that differs' },
  'dry-run': { says: 'list what would be written, and write nothing' },
  'skip-install': { says: 'the same as --no-install' },
  help: ownFlags.help,
};

/** The type of a flag with a value, for Yeoman: the value as it was given, and all of them where it was repeated. */
export const asGiven = (value: unknown): unknown => value;

/** What Yeoman has made of the command line, as the command of our own would have read it. */
export function commandLineOf(options: Record<string, unknown>, args: readonly string[], flags: Flags): CommandLine {
  const line: CommandLine = { values: {}, every: {}, positionals: [...args], problems: [] };
  for (const [flag, { value: placeholder }] of Object.entries(flags)) {
    const given = options[flag] ?? options[keyOf(flag)];
    if (given === undefined || given === null) continue;
    // this is what Yeoman makes of a flag without its value
    const texts = [given].flat().map(String);
    if (!placeholder) line.values[flag] = Boolean(given);
    else if (texts.includes('true')) line.problems.push(problemAt(`--${flag}`, `needs a value: ${placeholder}`));
    else {
      line.values[flag] = texts.at(-1)!;
      line.every[flag] = texts;
    }
  }
  if (options['skipInstall'] === true) line.values['install'] = false;
  // Yeoman accepts flags that nobody knows; one that is nearly ours was meant to be.
  const ours = Object.keys(flags);
  for (const key of Object.keys(options)) {
    const meant = ours.includes(flagOf(key)) ? undefined : nearest(flagOf(key), ours);
    if (meant)
      line.problems.push(problemAt(`--${seen(flagOf(key)).slice(1, -1)}`, `is not a flag. Did you mean --${meant}?`));
  }
  return line;
}

/** `dev-region` -> `devRegion`: the other name under which Yeoman keeps an option. */
const keyOf = (flag: string) => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
