import { presetOf, type Option, type Options } from '../../core/option.ts';
import { demand } from '../../core/policy/rule.ts';
import { written } from '../../core/problem.ts';
import { idsOf, meaningsOf } from '../../core/use-cases.ts';
import type { Flag, Flags } from './flags.ts';

/** `devRegion` -> `dev-region` */
export const flagOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `devRegion` -> `--dev-region`: the spelling of a command line. */
export const spell = (key: string): string => `--${flagOf(key)}`;

/** The flags of options: `--search serverless|domain`. */
export const optionFlags = (options: Options): Flags =>
  Object.fromEntries(Object.entries(options).map(([key, option]) => [flagOf(key), flagFor(option)]));

/** The flags of every use case. Where two mean different options by one flag, it says what each of them means. */
export const everyOptionFlag = (): Flags =>
  Object.fromEntries(
    [...meaningsOf()].map(([key, meanings]) => {
      const flags = meanings.map((meaning) => ({ ids: idsOf(meaning), ...flagFor(meaning.option) }));
      if (flags.length === 1) return [flagOf(key), flagFor(meanings[0]!.option)];
      return [
        flagOf(key),
        {
          value: [...new Set(flags.map(({ value }) => value))].join(' or '),
          says: flags.map(({ ids, says }) => `${ids}: ${says}`).join('. '),
        },
      ];
    }),
  );

const flagFor = (option: Option): Flag & { value: string } => ({
  value: valueOf(option),
  says: `${option.title}${defaultOf(option)}`,
});

function valueOf(option: Option): string {
  switch (option.kind) {
    case 'choice':
      return Object.keys(option.choices).join('|');
    case 'several':
      return `${Object.keys(option.choices).join('|')},…`;
    case 'text':
      return 'TEXT';
    case 'document':
      return 'FILE';
  }
}

function defaultOf(option: Option): string {
  const preset = presetOf(option);
  const ruled = option.rules?.map((rule) => `; ${demand(rule)}`).join('') ?? '';
  if (option.kind === 'text' && option.isExample) return ` (an example until you give yours)${ruled}`;
  return (preset === undefined ? '' : ` (${written(preset)})`) + ruled;
}
