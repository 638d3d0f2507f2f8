import type { StreamRecord } from './replay-records.ts';

/** PutRecords: which records it did not take, by their position (Kinesis API reference, PutRecords). Rejects where it took none. */
export type PutRecords = (records: readonly StreamRecord[]) => Promise<readonly number[]>;

export interface WriterPorts {
  put: PutRecords;
  sleep(milliseconds: number): Promise<void>;
}

/** PutRecords takes 500 records and 10 MiB; a shard takes 1 MB a second. */
const most = { records: 500, bytes: 4_000_000 };
/** Calls in a row that take nothing, with longer and longer waits between them: about a minute. */
const mostInVain = 12;
const [firstWait, longestWait] = [100, 8_000];

/**
 * Writes the records of each key in their order: a call has one record of each key, and a record is sent when the stream has acknowledged the
 * one before it. Rejects where the stream takes nothing for a minute.
 */
export async function writeInOrder(records: readonly StreamRecord[], { put, sleep }: WriterPorts): Promise<void> {
  let left = records;
  let inVain = 0;
  while (left.length > 0) {
    const call = nextOf(left);
    let reason = 'the stream refuses records';
    const refused = await put(call).catch((error: unknown) => {
      reason = (error as Error).message;
      return call.map((_, at) => at);
    });
    const taken = new Set(call.filter((_, at) => !refused.includes(at)));
    left = left.filter((record) => !taken.has(record));
    inVain = taken.size === 0 ? inVain + 1 : 0;
    if (inVain === mostInVain) throw new Error(`The stream takes nothing: ${reason}.`);
    if (refused.length > 0) await sleep(Math.min(longestWait, firstWait * 2 ** inVain));
  }
}

/** The first record of each key, as far as a call has room. */
function nextOf(records: readonly StreamRecord[]): readonly StreamRecord[] {
  const call = new Map<string, StreamRecord>();
  let bytes = 0;
  for (const record of records) {
    if (call.has(record.partitionKey)) continue;
    const more = record.bytes + Buffer.byteLength(record.partitionKey);
    if (call.size === most.records || (call.size > 0 && bytes + more > most.bytes)) break;
    call.set(record.partitionKey, record);
    bytes += more;
  }
  return [...call.values()];
}
