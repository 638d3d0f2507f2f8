/** A line, and its key in the stream. */
export interface KeyedLine {
  partitionKey: string;
  text: string;
}

/** A record of the stream: lines of one key. */
export interface StreamRecord {
  partitionKey: string;
  text: string;
  bytes: number;
  lines: number;
}

/** A record has so much at most: as those that events come in with. */
const most = { bytes: 250_000, lines: 400 };

/** Lines as records of the stream: those of a key in their order. */
export function recordsOfLines(lines: readonly KeyedLine[]): readonly StreamRecord[] {
  const records: StreamRecord[] = [];
  const newest = new Map<string, StreamRecord>();
  for (const { partitionKey, text } of lines) {
    const bytes = Buffer.byteLength(text) + 1;
    let record = newest.get(partitionKey);
    if (record === undefined || record.bytes + bytes > most.bytes || record.lines === most.lines) {
      record = { partitionKey, text: '', bytes: 0, lines: 0 };
      newest.set(partitionKey, record);
      records.push(record);
    }
    record.text += `${text}\n`;
    record.bytes += bytes;
    record.lines++;
  }
  return records;
}
