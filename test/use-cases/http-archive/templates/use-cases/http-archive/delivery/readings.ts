import { hash } from 'node:crypto';
import { readingProblems, type Reading } from '../contract/derived/reading.ts';
import samples from '../contract/derived/reading-samples.json' with { type: 'json' };
import { seededRandom } from '../.stream-pipeline/toolkit/toolkit.cjs';

/** A record that the stream of readings has accepted. */
export interface ReadingRecord {
  text: string;
  /** Undefined for what is no reading. */
  reading: Reading | undefined;
}

export function readRecord(data: Uint8Array): ReadingRecord {
  const text = Buffer.from(data).toString();
  try {
    const reading = JSON.parse(text) as Reading;
    return { text, reading: readingProblems(reading).length === 0 ? reading : undefined };
  } catch {
    return { text, reading: undefined };
  }
}

export const identityOf = ({ reading, text }: ReadingRecord): string =>
  reading?.readingId ?? `unreadable ${hash('sha256', text).slice(0, 12)}`;

/** What a sensor sends, or a record that somebody else puts into the stream. */
export type Sample = { kind: 'reading'; reading: Reading } | { kind: 'poison'; text: string };

/** Endless readings of a few sensors; some are heartbeats, and a few records are no readings. The same seed gives the same. */
export function* readings(seed: number): Generator<Sample, never> {
  const random = seededRandom(seed);
  for (let nth = 0; ; nth++) {
    if (random() < 0.03) {
      yield { kind: 'poison', text: `poison ${nth}` };
      continue;
    }
    const sample = samples[nth % samples.length] as Reading;
    const readingId = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
    const kind = random() < 0.1 ? 'heartbeat' : 'measurement';
    yield { kind: 'reading', reading: { ...sample, readingId, kind } };
  }
}
