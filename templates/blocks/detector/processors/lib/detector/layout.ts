import type { RowKey } from './rows.ts';
import type { Tallies, Tally } from './tally.ts';

const day = 86_400;

/** Seconds that rows are kept after what they are about. */
export const kept = { parts: 2 * day, progress: 3 * day, summaries: day, profiles: 60 * day, alerts: 90 * day };

/** Seconds of Unix time, for a row that is about an instant in milliseconds. */
export const expiresAfter = (instant: number, seconds: number): number => Math.ceil(instant / 1000) + seconds;

const minuteOf = (start: number): string => new Date(start).toISOString().slice(0, 16);

/**
 * Where everything is in the detector's table. The detector writes parts, progress and the registry, the evaluator the
 * rest.
 */
export const keys = {
  /**
   * What one shard has of a window of a source. The version is the sequence number up to which the shard is counted in
   * it.
   */
  part: (source: string, start: number, shard: string): RowKey => ({
    pk: `part#${source}#${minuteOf(start)}`,
    sk: shard,
  }),
  /** How far a shard is. */
  progress: (shard: string): RowKey => ({ pk: 'progress', sk: shard }),
  /** Which shards and sources there are. */
  registry: { pk: 'registry', sk: '-' },
  /** Up to where a source is judged, and what is remembered of it. */
  frontier: (source: string): RowKey => ({ pk: `frontier#${source}`, sk: '-' }),
  summary: (source: string, start: number): RowKey => ({ pk: `summary#${source}`, sk: minuteOf(start) }),
  profile: (source: string, slot: string): RowKey => ({ pk: `profile#${source}`, sk: slot }),
  alert: (id: string): RowKey => ({ pk: 'alert', sk: id }),
  lease: { pk: 'lease', sk: '-' },
};

/**
 * Texts that are in the order of the numbers. Sequence numbers have up to 56 digits: more than a number of DynamoDB.
 */
export const inOrder = (number: string | number): string => String(number).padStart(64, '0');

export interface Registry {
  /** Each with when it was first seen, in milliseconds. */
  shards: [shard: string, since: number][];
  sources: string[];
}

export interface Progress {
  /** Milliseconds: when the last record that is counted arrived in the stream. */
  arrived: number;
  /** Milliseconds: when it was counted. */
  counted: number;
}

/** The body of a part. */
export type Part = [group: string, tally: Tally][];

export const partOf = (tallies: Tallies): Part => [...tallies];
export const talliesOf = (part: Part): Tallies => new Map(part);
