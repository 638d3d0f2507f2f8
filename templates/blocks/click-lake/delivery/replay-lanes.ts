import type { Lane, OrderedRecord } from '../processors/lib/ordered-writer/ordered-writer.ts';

/** A line, and its key in the stream. */
export interface KeyedLine {
  partitionKey: string;
  text: string;
}

/** A record of the stream has so much at most: as the bridge writes them. */
const most = { bytes: 250_000, lines: 400 };

/** Lines as records of the stream, in the order of each key: a record has lines of one key. */
export function lanesOfLines(lines: readonly KeyedLine[]): readonly Lane[] {
  const lanes = new Map<string, (OrderedRecord & { lines: number })[]>();
  for (const { partitionKey, text } of lines) {
    const lane = lanes.get(partitionKey) ?? [];
    lanes.set(partitionKey, lane);
    const bytes = Buffer.byteLength(text) + 1;
    let last = lane.at(-1);
    if (last === undefined || last.bytes + bytes > most.bytes || last.lines === most.lines) {
      last = { partitionKey, text: '', bytes: 0, lines: 0 };
      lane.push(last);
    }
    last.text += `${text}\n`;
    last.bytes += bytes;
    last.lines++;
  }
  return [...lanes.values()];
}
