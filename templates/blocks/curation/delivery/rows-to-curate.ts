import { output, type Place } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { lakeBucketOutput, rowsOf } from './raw-sink.ts';

/** A file does not change once it is there, and a run asks for it again and again. */
const counted = new WeakMap<Uint8Array, number>();

export function countRows(body: Uint8Array): number {
  const known = counted.get(body);
  if (known !== undefined) return known;
  const rows = rowsOf(body).length;
  counted.set(body, rows);
  return rows;
}

/** Rows of the raw zone that no run of the curation has read. */
export function rowsToCurate(place: Place): number {
  const bucket = place.find('bucket', output(place.outputs, lakeBucketOutput));
  const waiting = new Map<string, number>();
  for (const { key, body } of bucket.contents('raw/')) {
    const hour = key.split('/hour=')[1]?.split('/')[0] ?? '';
    waiting.set(hour, (waiting.get(hour) ?? 0) + countRows(body));
  }
  for (const { body } of bucket.contents('state/hours/')) {
    const { hour, rows } = JSON.parse(Buffer.from(body).toString()) as { hour: string; rows: number };
    waiting.set(hour, (waiting.get(hour) ?? 0) - rows);
  }
  return [...waiting.values()].reduce((sum, rows) => sum + Math.max(0, rows), 0);
}
