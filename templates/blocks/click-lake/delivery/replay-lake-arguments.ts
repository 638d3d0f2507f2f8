import { parseArgs } from 'node:util';
import type { WantedLines } from './replay-lake.ts';

const fastest = 5000;

export const replayLakeUsage = (stages: readonly string[]): string =>
  `npm run replay-lake -- --stage ${stages.join('|')} --day DAY [--user USER] [--type TYPE] [--rate N] [--skip N] [--dry-run]

Writes events of the lake into the stream again, each once, in the order of each key, with a mark.
--day      the day of the events in UTC, as 2026-01-31
--user     only events of this user_id
--type     only events of this event_type
--rate     lines a second, 1 to ${fastest}; 200 where it is left out
--skip     so many lines are left out at the beginning, as a replay that stopped prints it
--dry-run  reads what it would write, and writes nothing
--stage local is what npm run local runs in another terminal.`;

/** Reads the command line. Throws an error that says what was expected. */
export function replayLakeArguments(
  argv: readonly string[],
  stages: readonly string[],
): { stage: string; wanted: WantedLines } {
  const refuse = (problem: string): never => {
    throw new Error(`${problem}\n\n${replayLakeUsage(stages)}`);
  };
  const {
    stage = '',
    day = '',
    user,
    type,
    rate = '200',
    skip = '0',
    'dry-run': dryRun = false,
  } = valuesIn(argv, refuse);
  if (!stages.includes(stage)) refuse(`--stage: expected ${stages.join(' or ')}, not "${stage}"`);
  if (!isDay(day)) refuse(`--day: expected a day such as 2026-01-31, not "${day}"`);
  if (user === '') refuse('--user: expected a user_id, not an empty text');
  if (type !== undefined && !/^[a-z][a-z0-9_]*$/.test(type))
    refuse(`--type: expected an event_type in snake case, such as add_to_cart, not "${type}"`);
  if (!/^[1-9]\d{0,3}$/.test(rate) || Number(rate) > fastest) refuse(`--rate: expected 1 to ${fastest}, not "${rate}"`);
  if (!/^\d{1,12}$/.test(skip)) refuse(`--skip: expected a number of lines, not "${skip}"`);
  return { stage, wanted: { day, user, type, rate: Number(rate), skip: Number(skip), dryRun } };
}

function valuesIn(argv: readonly string[], refuse: (problem: string) => never) {
  const text = { type: 'string' } as const;
  const options = { stage: text, day: text, user: text, type: text, rate: text, skip: text };
  try {
    return parseArgs({ args: [...argv], options: { ...options, 'dry-run': { type: 'boolean' } } }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().slice(0, 10) === text;
