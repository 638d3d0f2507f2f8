import { sourceEventProblems } from '../../contract/derived/source-event.ts';
import { pick, type Random } from './draw.ts';

/** The header of an event that a run lets break a rule of the curation. An account goes by it, and asks no code of the curation. */
export const unrulyMark = 'sample-breaks-a-rule';

type Event = Readonly<Record<string, unknown>>;

const day = 86_400_000;
/** In characters: the contract takes so many, and a column of the warehouse has 65,535 bytes. */
const longText = 'größer '.repeat(9_000);

const broken: readonly ((event: Event, now: number) => Event)[] = [
  (event) => ({ ...event, source: 'fax' }),
  (event, now) => ({ ...event, occurredAt: new Date(now + 9 * day).toISOString() }),
  (event) => ({ ...event, occurredAt: '1999-12-31T23:59:59.999Z' }),
  (event) => ({ ...event, amount: '-0.01', currency: 'EUR' }),
  (event) => ({ ...event, amount: '12 EUR', currency: 'EUR' }),
  ({ currency: _, ...event }) => ({ ...event, amount: 12.5 }),
  (event) => ({ ...event, text: longText }),
];

/** An event that keeps to the contract and breaks a rule of the curation; undefined where the contract does not let it. */
export function unrulyEvent(random: Random, event: Event, now: number): Event | undefined {
  const unruly = pick(random, broken)(event, Math.floor(now));
  return sourceEventProblems(unruly).length === 0 ? unruly : undefined;
}
