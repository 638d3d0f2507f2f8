import type { Lane } from '../processors/lib/ordered-writer/ordered-writer.ts';
import { lanesOfLines } from './replay-lanes.ts';
import { replayedLine } from './replayed-line.ts';

/** A line of the lake. */
export interface LakeLine {
  record_id: string;
  partition_key: string;
  line: string;
}

export interface WantedLines {
  /** yyyy-MM-dd, in UTC. */
  day: string;
  user: string | undefined;
  type: string | undefined;
  /** Lines a second. */
  rate: number;
  /** So many are left out at the beginning. */
  skip: number;
  dryRun: boolean;
}

export interface ReplayLakePorts {
  /** What is wanted, each line once, in the order of the topic: so in that of each key. */
  lines(): AsyncIterable<readonly LakeLine[]>;
  /** Writes lanes, and gives how many records of each the stream has acknowledged. */
  write(lanes: readonly Lane[]): Promise<readonly number[]>;
  sleep(milliseconds: number): Promise<void>;
  now(): number;
}

export interface Replayed {
  lines: number;
  records: number;
  bytes: number;
  /** The identity of the first line, and of the last one; undefined where there is none. */
  first: string | undefined;
  last: string | undefined;
}

/** The replay stopped: so many lines, those that were skipped among them, are in the stream. */
export class Stopped extends Error {
  readonly written: number;

  constructor(cause: Error, written: number) {
    super(cause.message, { cause });
    this.written = written;
  }
}

/** What is written at once is what a second has room for, but never more than this: it is held in memory. */
const mostAtOnce = 1000;
/** Bytes of what is written at once; a longer line is written alone. */
const mostBytes = 4_000_000;

/**
 * Writes lines of the lake into the stream again, with a mark, not faster than wanted. All lines of a part are in the stream before the next
 * one is written, so the order of a key holds. Throws `Stopped` where the stream does not take a part.
 */
export async function replayLake(ports: ReplayLakePorts, { rate, skip, dryRun }: WantedLines): Promise<Replayed> {
  const sum: Replayed = { lines: 0, records: 0, bytes: 0, first: undefined, last: undefined };
  const at = ports.now();
  try {
    for await (const part of partsOf(ports.lines(), skip, Math.min(rate, mostAtOnce))) {
      const lanes = lanesOfLines(
        part.map(({ partition_key: partitionKey, line }) => ({ partitionKey, text: replayedLine(line, at) })),
      );
      if (!dryRun) {
        const early = at + (sum.lines * 1000) / rate - ports.now();
        if (early > 0) await ports.sleep(early);
        const written = await ports.write(lanes);
        if (lanes.some((lane, nth) => written[nth] !== lane.length))
          throw new Error('The stream does not take records: see metric WriteProvisionedThroughputExceeded.');
      }
      sum.lines += part.length;
      sum.records += lanes.reduce((count, lane) => count + lane.length, 0);
      sum.bytes += lanes.flat().reduce((count, { bytes }) => count + bytes, 0);
      sum.first ??= part[0]!.record_id;
      sum.last = part.at(-1)!.record_id;
    }
  } catch (error) {
    throw dryRun ? error : new Stopped(error as Error, skip + sum.lines);
  }
  return sum;
}

async function* partsOf(
  chunks: AsyncIterable<readonly LakeLine[]>,
  skip: number,
  most: number,
): AsyncGenerator<readonly LakeLine[]> {
  let part: LakeLine[] = [];
  let bytes = 0;
  let left = skip;
  for await (const chunk of chunks)
    for (const line of chunk) {
      if (left-- > 0) continue;
      const its = Buffer.byteLength(line.line);
      if (part.length === most || (part.length > 0 && bytes + its > mostBytes)) {
        yield part;
        part = [];
        bytes = 0;
      }
      part.push(line);
      bytes += its;
    }
  if (part.length > 0) yield part;
}
