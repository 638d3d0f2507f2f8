import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { clickEventProblems } from '../../contract/derived/click-event.ts';
import { clickEvents } from './click-events.ts';
import { pick, type Random } from './draw.ts';
import { wrongMark, wrongValue } from './wrong-values.ts';

type Bytes = Uint8Array | string;

/** A record as a producer gives it to its client of Kafka. */
export interface TopicSample {
  /** Null for a record without a key. */
  key: Bytes | null;
  /** Null for a tombstone. */
  value: Bytes | null;
  headers: readonly (readonly [name: string, value: Bytes | null])[];
}

/** Shares of the records. */
export interface TopicShares {
  /** Records that are no events: they have to be parked, and a header says so. */
  wrong: number;
  tombstones: number;
  keyless: number;
  /** Events of a quarter of a megabyte and more, of which a key can have several at once. */
  large: number;
  /** Events of a device that was without a network for longer than any session waits. */
  late: number;
}

/** Of the events of a user whose events are large: as many follow each other. */
const largeInTurn = 4;
/** Milliseconds that a device was without a network. */
const offline = 15 * 60_000;
const filler = 'x'.repeat(220_000);

/** Records of the topic without end; the same seed gives the same, but for the times in the events. */
export function* topicSamples(seed: number, shares: TopicShares, now: () => number): Generator<TopicSample, never> {
  const random = seededRandom(seed + 1);
  const happens = (share: number): boolean => random() < share;
  const clicks = clickEvents(seed, now);
  for (;;) {
    const { user, event } = clicks.next().value;
    const key = happens(shares.keyless) ? null : keyOf(random, user);
    const headers = headersOf(random);
    if (happens(shares.wrong))
      yield { key, value: wrongValue(random, event), headers: [...headers, [wrongMark, 'on purpose']] };
    if (happens(shares.tombstones)) yield { key, value: null, headers };
    if (happens(shares.large))
      for (let nth = 0; nth < largeInTurn; nth++)
        yield { key, value: JSON.stringify({ ...event, properties: { nth, filler } }), headers };
    if (happens(shares.late)) yield { key, value: JSON.stringify(heldBack(event)), headers };
    yield { key, value: written(random, event), headers };
  }
}

/** Producers take the user as the key, and a few of them write it in their own way: bytes, nothing in it, longer than a key of the stream. */
function keyOf(random: Random, user: string): Bytes {
  const kind = random();
  if (kind > 0.04) return user;
  if (kind > 0.02) return Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from(user)]);
  return kind > 0.01 ? user.repeat(40) : '';
}

/** None most of the time; a name may stand twice, and a value may be bytes or missing. */
const headersOf = (random: Random): TopicSample['headers'] =>
  pick(random, [
    [],
    [],
    [['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01']],
    [
      ['source', 'größe'],
      ['source', null],
      ['schema', Buffer.from([0, 0, 0, 1, 200, 255])],
    ],
  ]);

/** Another event of the same user, which comes late. Where the contract has other fields, the event as it is. */
function heldBack(event: Readonly<Record<string, unknown>>): object {
  const { event_id, event_time } = event;
  const late = { ...event, event_id: `${String(event_id)}-late`, event_time: Number(event_time) - offline };
  return clickEventProblems(late).length === 0 ? late : event;
}

/**
 * As one producer or another writes JSON: over several lines, with the codes of characters above ASCII, with more digits than a double has,
 * with zeros at the end of a price.
 */
function written(random: Random, event: object): string {
  const text = JSON.stringify(event);
  const kind = random();
  if (kind < 0.05) return ` ${JSON.stringify(event, null, 2)}\r\n`;
  if (kind < 0.1) return text.replaceAll(/[^\0-\x7f]/g, codeOf);
  // a decimal of Java has as many digits as it was given
  if (kind < 0.15) return text.replace(/"price":([\d.]+)/, (_, price: string) => `"price":${Number(price).toFixed(4)}`);
  const exact = `${text.slice(0, -1)},"properties":{"nanoseconds":1790000000123456789}}`;
  return kind < 0.25 && clickEventProblems(JSON.parse(exact)).length === 0 ? exact : text;
}

const codeOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
