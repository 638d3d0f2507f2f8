import { styled } from '../terminal.ts';
import { wrap } from '../wrap.ts';
import type { Confirm, Input, Select } from './questions.ts';

export interface Page {
  output: NodeJS.WritableStream;
  width: number;
}

// Inquirer breaks a long line anywhere; the sign before it and an answer behind it take some room as well.
const lines = (message: string, { width }: Page) => wrap(message, width - 12, '  ');
const below = (text: string, { width }: Page) => `\n    ${wrap(text, width - 6, '    ')}`;

/** A select as Inquirer takes it. Every choice shows its consequence, not only the one that the cursor is on. */
export const selectFor = ({ message, choices, default: preset }: Select, page: Page) => ({
  message: lines(message, page),
  default: preset,
  pageSize: 30, // lines; a choice takes several
  choices: choices.map(({ value, consequence, refused }) => ({
    value,
    short: value,
    name: value + styled(page.output, 'dim', below(consequence, page)),
    ...(refused ? { disabled: below(`(${refused})`, page) } : {}),
  })),
});

export const inputFor = ({ message, default: preset, check }: Input, page: Page) => ({
  message: lines(message, page),
  ...(preset === undefined ? {} : { default: preset }),
  validate: async (value: string) => {
    const problem = await check(value.trim());
    return problem === undefined || lines(problem, page);
  },
});

export const confirmFor = ({ message, default: preset }: Confirm, page: Page) => ({
  message: lines(message, page),
  default: preset,
});
