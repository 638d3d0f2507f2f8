import { styled } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import { back, help, type Confirm, type Input, type Offer, type Select, type SelectSeveral } from './asker.ts';

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
  ...(preset === undefined ? {} : { default: preset }),
  pageSize: 40, // lines; a choice takes several
  choices: choices.map((offer) => choiceFor(offer, page)),
});

const choiceFor = (offer: Offer, page: Page) => ({
  value: offer.value,
  short: offer.value,
  name: nameOf(offer, page),
  ...(offer.refused ? { disabled: below(`(${offer.refused})`, page) } : {}),
});

/** A list to tick, as Inquirer takes it. */
export const selectSeveralFor = ({ message, choices, default: ticked, check }: SelectSeveral, page: Page) => ({
  ...selectFor({ name: '', message, choices }, page),
  choices: choices.map((offer) => ({
    ...choiceFor(offer, page),
    checked: ticked.includes(offer.value) && offer.refused === undefined,
  })),
  validate: async (chosen: readonly { value: string }[]) => {
    const values = chosen.map(({ value }) => value);
    const problem = values.some(isWayOut) ? undefined : await check(values);
    return problem === undefined || lines(problem, page);
  },
});

const isWayOut = (value: string) => value === back || value === help;

function nameOf({ value, says }: Offer, page: Page): string {
  return value + styled(page.output, 'dim', isWayOut(value) ? ` ${says}` : below(says, page));
}

/** A line of text as Inquirer takes it. What it is about disappears with the answer. */
export const inputFor = ({ message, about, default: preset, check }: Input, page: Page) => {
  const question = lines(message, page);
  const explained = [question, ...about.map((text) => styled(page.output, 'dim', below(text, page).slice(1)))];
  return {
    message: [...explained, '  >'].join('\n'),
    theme: { style: { message: (text: string, status: string) => (status === 'done' ? question : text) } },
    ...(preset === undefined ? {} : { default: preset }),
    validate: async (value: string) => {
      const problem = await check(value.trim());
      return problem === undefined || lines(problem, page);
    },
  };
};

export const confirmFor = ({ message, default: preset }: Confirm, page: Page) => ({
  message: lines(message, page),
  default: preset,
});
