import { sourceEventProblems } from '../../contract/derived/source-event.ts';
import { pick, type Random } from './draw.ts';

/** The header of a record that a run made wrong on purpose. An account goes by it, and asks no code of the landing. */
export const wrongMark = 'sample-is-wrong';

type Event = Readonly<Record<string, unknown>>;

/** The row is longer than Firehose takes, and the record is shorter than a broker takes. */
const tooLong = 1_030_000;

const offContract: readonly ((event: Event) => unknown)[] = [
  ({ eventId: _, ...event }) => event,
  (event) => ({ ...event, occurredAt: 'yesterday' }),
  (event) => ({ ...event, sequence: -1 }),
  (event) => ({ ...event, sequence: '7' }),
  (event) => ({ ...event, operation: 'upsert' }),
  (event) => ({ ...event, entityId: null }),
  (event) => [event],
  () => null,
  () => 42,
];

const noJson: readonly ((event: Event) => Uint8Array | string)[] = [
  () => '',
  () => 'event',
  (event) => JSON.stringify(event).slice(0, -3),
  (event) => `\ufeff${JSON.stringify(event)}`,
  // Latin-1, and an event otherwise
  (event) => Buffer.from(JSON.stringify({ ...event, text: 'gr\xf6\xdfe' }), 'latin1'),
  // what a registry of schemas puts before a value
  (event) => Buffer.concat([Buffer.from([0, 0, 0, 0, 7]), Buffer.from(JSON.stringify(event))]),
  () => Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
];
/** Shares of the wrong values. A megabyte is a lot to try again and again. */
const [long, off] = [0.03, 0.5];

/** A value that is no event: no text, no JSON, off the contract, or too long. */
export function wrongValue(random: Random, event: Event): Uint8Array | string {
  if (random() < long) return JSON.stringify({ ...event, attachment: 'x'.repeat(tooLong) });
  const other = pick(random, offContract)(event);
  return random() < off && sourceEventProblems(other).length > 0 ? JSON.stringify(other) : pick(random, noJson)(event);
}
