import type { KafkaRecord } from '../../processors/bridge/kafka-record.ts';
import { lineOf } from '../../processors/bridge/line.ts';
import type { LaneRecord } from '../../processors/bridge/lanes.ts';
import { ParkedRecords } from '../../processors/bridge/parked-records.ts';
import type { PutRecords } from '../../processors/bridge/ordered-writer.ts';
import { topicKey } from '../../processors/bridge/topic-key.ts';
import type { CreateBridge } from './subject.ts';

/** Records of a call. */
const most = 500;

/** Writes everything, whatever it takes. */
export type WriteAll = (records: readonly LaneRecord[], put: PutRecords) => Promise<void>;

/** A bridge as most are written: a record of the stream for each event, and calls that are as full as they can be. */
export const plainBridge =
  (writeAll: WriteAll): CreateBridge =>
  ({ putRecords, putObject }) => {
    const parked = new ParkedRecords(putObject, 'rejected/bridge/');
    return async ({ records }) => {
      const { signal } = new AbortController();
      for (const its of Object.values(records)) {
        const rejected: { record: KafkaRecord; reason: string }[] = [];
        const lines: LaneRecord[] = [];
        for (const record of its) {
          const key = topicKey(record);
          const line = lineOf(record, key);
          if ('reason' in line) rejected.push({ record, reason: line.reason });
          else if (line.bytes > 1_000_000) rejected.push({ record, reason: 'too long' });
          else lines.push({ ...laneRecord(record), partitionKey: key?.partitionKey ?? 'none', text: line.text });
        }
        await parked.park(rejected, signal);
        for (let at = 0; at < lines.length; at += most) await writeAll(lines.slice(at, at + most), putRecords);
      }
      return { batchItemFailures: [] };
    };
  };

const laneRecord = ({ offset }: KafkaRecord) => ({ bytes: 0, offsets: [offset], lines: { event: 1, tombstone: 0 } });

/** Sends what was refused once more, behind what was taken. */
export const refusedAgain: WriteAll = async (records, put) => {
  for (let left = records; left.length > 0;) {
    const refused = await put(left, new AbortController().signal);
    left = refused.map((at) => left[at]!);
  }
};

/** Sends the whole call once more as long as any of it is refused. */
export const allAgain: WriteAll = async (records, put) => {
  while ((await put(records, new AbortController().signal)).length > 0);
};

/** Sends it in calls at once. */
export const atOnce: WriteAll = async (records, put) => {
  await Promise.all(records.map((record) => refusedAgain([record], put)));
};
