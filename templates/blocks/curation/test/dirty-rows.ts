import { seededRandom } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { rawRow } from './curation-objects.ts';

type Row = Readonly<Record<string, unknown>>;
type Random = () => number;

export const hours = ['2026-11-01-05', '2026-11-01-06', '2026-11-01-08', '2026-11-02-00'];
const day = 86_400_000;

const upTo = (random: Random, most: number): number => Math.floor(random() * most);
const pick = <T>(random: Random, values: readonly T[]): T => values[upTo(random, values.length)]!;
const shifted = ({ occurred_at: time }: Row, by: number): string =>
  new Date(Date.parse(String(time)) + by).toISOString();

/** What may be wrong with a row, or unusual. */
const changes: readonly ((row: Row, random: Random) => Row)[] = [
  (_, random) => ({ source: pick(random, ['fax', 'Social', ' ', null]) }),
  (_, random) => ({ operation: pick(random, ['upsert', '', null]) }),
  (_, random) => ({ event_id: pick(random, [null, '', '  ']) }),
  (_, random) => ({ type: pick(random, [null, ' ']) }),
  (_, random) => ({ entity_id: pick(random, [null, '']) }),
  (_, random) => ({ sequence: pick(random, [-1, 0, null]) }),
  (_, random) => ({
    amount: pick(random, ['-0.01', '1e3', '12 EUR', '.5', '1.23456', '0', null, '99999999999999999999.9999']),
  }),
  (_, random) => ({ currency: pick(random, [null, 'eur', 'EURO', 'USD', 'EUR\n']) }),
  (row, random) => ({ occurred_at: pick(random, [shifted(row, 2 * day), '1999-12-31T23:59:59.999Z', null]) }),
  (row, random) => ({ occurred_at: shifted(row, -upTo(random, 5) * day) }),
  (_, random) => ({ text: pick(random, ['防水で最高', 'line one\nline two', '"quoted"', '']), country: null }),
  // 65,536 bytes of UTF-8, and 65,534
  (_, random) => ({ text: pick(random, ['é'.repeat(32_768), 'é'.repeat(32_767)]) }),
  (_, random) => ({ kafka_timestamp: null, landed_at: pick(random, [null, '2026-11-01T05:00:00.001Z']) }),
];

/** Rows of each hour, the same for a seed: sound ones, dirty ones, and repetitions of rows and of events of any hour before. */
export function dirtyRows(seed: number, perHour: number): ReadonlyMap<string, Row[]> {
  const random = seededRandom(seed);
  const before: Row[] = [];
  let offset = 0;
  const next = (hour: string): Row => {
    const kind = random();
    const earlier = before.length > 0 ? pick(random, before) : undefined;
    if (earlier && kind < 0.12) return { ...earlier, landed_at: landedAt(hour, random) };
    const place = { kafka_partition: upTo(random, 3), kafka_offset: ++offset, landed_at: landedAt(hour, random) };
    if (earlier && kind < 0.24) return { ...earlier, ...place };
    const row = { ...rawRow(offset), event_id: `${seed}-${offset}`, kafka_topic: `events-${seed}`, ...place };
    const dirty = random() < 0.4 ? { ...row, ...pick(random, changes)(row, random) } : row;
    return { ...dirty, line: lineOf(dirty, random) };
  };
  return new Map(
    hours.map((hour) => {
      const rows = Array.from({ length: perHour }, () => {
        const row = next(hour);
        before.push(row);
        return row;
      });
      return [hour, rows];
    }),
  );
}

const landedAt = (hour: string, random: Random): string =>
  `${hour.slice(0, 10)}T${hour.slice(11)}:${String(upTo(random, 60)).padStart(2, '0')}:00.000Z`;

/** What the columns say, with a field that the contract does not have; now and then of another type, or no JSON. */
function lineOf(row: Row, random: Random): string {
  const { event_id: eventId, amount, sequence, text } = row;
  const kind = random();
  if (kind < 0.02) return 'no JSON';
  const event = { eventId, amount, sequence, text, colour: 'red' };
  return JSON.stringify(kind < 0.06 ? { ...event, [pick(random, ['text', 'country'])]: { nested: true } } : event);
}
