import { dayOf, lateBefore } from './hours.ts';
import { reasonsOf } from './rules.ts';
import type { RawRow } from './row.ts';

export interface CuratedRow extends Omit<RawRow, 'line' | 'occurred_at' | 'event_id'> {
  event_id: string;
  occurred_at: Date;
  day: string;
}

export interface QuarantinedRow extends Pick<
  RawRow,
  'event_id' | 'kafka_topic' | 'kafka_partition' | 'kafka_offset' | 'kafka_timestamp' | 'landed_at' | 'line'
> {
  reasons: string;
}

export interface CuratedHour {
  curated: CuratedRow[];
  quarantined: QuarantinedRow[];
  late: number;
}

/**
 * The rows of an hour: what is neither curated nor quarantined is a duplicate.
 *
 * @param isKnown - whether an earlier hour has brought an event of a day.
 */
export function curatedHour(
  raw: readonly RawRow[],
  hour: string,
  isKnown: (day: string, eventId: string) => boolean,
): CuratedHour {
  const found: CuratedHour = { curated: [], quarantined: [], late: 0 };
  const seen = new Set<string>();
  // of the rows of an event the first one of its topic stays
  for (const row of [...oncePerRecord(raw)].toSorted(byRecord)) {
    const { line, ...columns } = row;
    const { event_id: eventId, occurred_at: time } = row;
    const reasons = reasonsOf(row, hour);
    if (reasons.length > 0 || eventId === null || time === null) {
      const { kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, landed_at } = row;
      const origin = { kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, landed_at };
      found.quarantined.push({ reasons: reasons.join('; '), event_id: eventId, ...origin, line });
      continue;
    }
    const day = dayOf(time);
    const event = `${day} ${eventId}`;
    if (seen.has(event) || isKnown(day, eventId)) continue;
    seen.add(event);
    found.curated.push({ ...columns, event_id: eventId, occurred_at: time, day });
    if (day < lateBefore(hour)) found.late++;
  }
  return found;
}

/** Of the rows of one record of the topic, the one that landed first. A row without a record stays. */
function oncePerRecord(rows: readonly RawRow[]): RawRow[] {
  const first = new Map<string, RawRow>();
  const others: RawRow[] = [];
  for (const row of rows) {
    const { kafka_topic: topic, kafka_partition: partition, kafka_offset: offset } = row;
    if (topic === null || partition === null || offset === null) others.push(row);
    else {
      const record = `${topic} ${partition} ${offset}`;
      const other = first.get(record);
      if (!other || landed(row) < landed(other)) first.set(record, row);
    }
  }
  return [...first.values(), ...others];
}

const landed = ({ landed_at: time }: RawRow): number => time?.getTime() ?? -Infinity;

const byRecord = (a: RawRow, b: RawRow): number =>
  compare(a.kafka_topic, b.kafka_topic) ||
  compare(a.kafka_partition, b.kafka_partition) ||
  compare(a.kafka_offset, b.kafka_offset);

/** What is not there comes first. */
function compare(a: string | number | bigint | null, b: string | number | bigint | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
