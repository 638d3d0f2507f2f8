import { seededRandom } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { pick, type Random } from './draw.ts';
import { sourceEvents } from './source-events.ts';
import { unrulyEvent, unrulyMark } from './unruly-events.ts';
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
  /** Events that break a rule of the curation: they have to be quarantined, and a header says so. */
  unruly: number;
  tombstones: number;
  keyless: number;
  /** Events of a quarter of a megabyte. */
  large: number;
}

const filler = 'x'.repeat(220_000);

/** Records of the topic without end; the same seed gives the same, but for the times in the events. */
export function* topicSamples(seed: number, shares: TopicShares, now: () => number): Generator<TopicSample, never> {
  const random = seededRandom(seed + 1);
  const happens = (share: number): boolean => random() < share;
  const events = sourceEvents(seed, now);
  for (;;) {
    const { entity, event } = events.next().value;
    const key = happens(shares.keyless) ? null : entity;
    const headers = headersOf(random);
    if (happens(shares.wrong))
      yield { key, value: wrongValue(random, event), headers: [...headers, [wrongMark, 'on purpose']] };
    const unruly = happens(shares.unruly) ? unrulyEvent(random, event, now()) : undefined;
    if (unruly) yield { key, value: JSON.stringify(unruly), headers: [...headers, [unrulyMark, 'on purpose']] };
    if (happens(shares.tombstones)) yield { key, value: null, headers };
    if (happens(shares.large)) yield { key, value: JSON.stringify({ ...event, attachment: filler }), headers };
    yield { key, value: written(random, event), headers };
  }
}

/** None most of the time; a name may stand twice, and a value may be bytes or missing. */
const headersOf = (random: Random): TopicSample['headers'] =>
  pick(random, [
    [],
    [],
    [['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01']],
    [
      ['origin', 'größe'],
      ['origin', null],
      ['schema', Buffer.from([0, 0, 0, 1, 200, 255])],
    ],
  ]);

/** As one producer or another writes JSON: over several lines, with the codes of characters above ASCII, with more digits than a double has, with amounts such as 19.90. */
function written(random: Random, event: object): string {
  const text = JSON.stringify(event);
  const kind = random();
  if (kind < 0.05) return ` ${JSON.stringify(event, null, 2)}\r\n`;
  if (kind < 0.1) return text.replaceAll(/[^\0-\x7f]/g, codeOf);
  if (kind < 0.2) return `${text.slice(0, -1)},"lsn":1790000000123456789}`;
  return kind < 0.4 ? text.replace(/"amount":"([\d.]+)"/, '"amount":$1') : text;
}

const codeOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
