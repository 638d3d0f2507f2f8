import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { curatedHour } from '../../delivery/curation/hour.ts';
import { typed } from '../../delivery/curation/row.ts';

/** The vectors that the job is tested with, too: curation/tests/test_vectors.py. */
const folder = join(import.meta.dirname, '..', '..', 'curation', 'vectors');

interface Vector {
  title: string;
  hour: string;
  known: { day: string; event_id: string }[];
  raw: Record<string, unknown>[];
  /** Places in `raw`. */
  curated: number[];
  quarantined: Record<string, string>;
  duplicates: number;
  late: number;
}

const vectors = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector);

it('has vectors', () => {
  expect(vectors.length).toBeGreaterThan(5);
});

it.each(vectors)('$title', ({ raw, hour, known, ...expected }) => {
  const rows = raw.map(typed);
  const isKnown = (day: string, id: string) => known.some((each) => each.day === day && each.event_id === id);
  const { curated, quarantined, late } = curatedHour(rows, hour, isKnown);
  const curatedOf = (at: number) => {
    const { line: _, ...columns } = rows[at]!;
    return { ...columns, day: String(raw[at]!['occurred_at']).slice(0, 10) };
  };
  expect(inOrder(curated)).toEqual(inOrder(expected.curated.map(curatedOf)));
  const quarantinedOf = ([at, reasons]: [string, string]) => {
    const { event_id, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, landed_at, line } =
      rows[Number(at)]!;
    return { reasons, event_id, kafka_topic, kafka_partition, kafka_offset, kafka_timestamp, landed_at, line };
  };
  expect(inOrder(quarantined)).toEqual(inOrder(Object.entries(expected.quarantined).map(quarantinedOf)));
  expect(late).toBe(expected.late);
  expect(curated.length + quarantined.length + expected.duplicates).toBe(raw.length);
});

const inOrder = <Row extends { kafka_partition: number | null; kafka_offset: bigint | null }>(rows: Row[]): Row[] =>
  rows.toSorted((a, b) => a.kafka_partition! - b.kafka_partition! || Number(a.kafka_offset) - Number(b.kafka_offset));
