import { clickEventProblems } from '../../contract/derived/click-event.ts';
import { pick, type Random } from './draw.ts';

/** The header of a record that a run made wrong on purpose. An account goes by it, and asks no code of the bridge. */
export const wrongMark = 'sample-is-wrong';

type Event = Readonly<Record<string, unknown>>;

/** Above the megabyte that a record of the stream has, and below what a broker takes by default. */
const tooLong = 1_020_000;

const offContract: readonly ((event: Event) => unknown)[] = [
  ({ event_id: _, ...event }) => event,
  (event) => ({ ...event, event_time: 'yesterday' }),
  (event) => ({ ...event, event_type: 'Page View' }),
  (event) => ({ ...event, consent: null }),
  (event) => ({ ...event, email: 'somebody@example.com' }),
  (event) => ({ ...event, stream: { kind: 'event', topic: 'another', partition: 0, offset: 0 } }),
  (event) => [event],
  () => null,
  () => 42,
];

const noJson: readonly ((event: Event) => Uint8Array | string)[] = [
  () => '',
  () => 'click',
  (event) => JSON.stringify(event).slice(0, -3),
  (event) => `\ufeff${JSON.stringify(event)}`,
  // Latin-1
  () => Buffer.from('{"event_id":"gr\xf6\xdfe"}', 'latin1'),
  // what a registry of schemas puts before a value
  (event) => Buffer.concat([Buffer.from([0, 0, 0, 0, 7]), Buffer.from(JSON.stringify(event))]),
  () => Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
];
const longEvent = (event: Event): string => JSON.stringify({ ...event, properties: { filler: 'x'.repeat(tooLong) } });
/** Shares of the wrong values. A megabyte is a lot to try again and again. */
const [long, off] = [0.03, 0.5];

/** A value that is no event: no text, no JSON, off the contract, or too long. */
export function wrongValue(random: Random, event: Event): Uint8Array | string {
  if (random() < long) return longEvent(event);
  const other = pick(random, offContract)(event);
  return random() < off && clickEventProblems(other).length > 0 ? JSON.stringify(other) : pick(random, noJson)(event);
}
