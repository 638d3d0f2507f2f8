import type { ParkedObject, ParkedRecord } from './parked.ts';

/** What a replay needs of AWS. */
export interface ReplayPorts {
  /** Puts records into the stream; gives those that it did not take. At most 500 records and 4 MiB at a time. */
  put(records: readonly ParkedRecord[]): Promise<ParkedRecord[]>;
  /** Removes an object. The bucket keeps it for 30 days as an earlier version. */
  remove(key: string): Promise<void>;
  sleep(milliseconds: number): Promise<void>;
}

const maxRecords = 500;
const maxBytes = 4 * 1024 * 1024;
const attempts = 8;

/** An object, and those of its records that are not to be replayed. */
type Replayed = Pick<ParkedObject, 'key' | 'records'> & { heldBack?: readonly ParkedRecord[] };

/**
 * Puts parked records back into the stream they came from, where they take the way of every other record. An object is removed
 * once the stream has taken all of it: an interrupted replay repeats records, and loses none. One with records that are held
 * back stays as it is; its other records are repeated by the next replay, which changes nothing.
 */
export async function replay(objects: readonly Replayed[], ports: ReplayPorts): Promise<void> {
  for (const { key, records, heldBack = [] } of objects) {
    for (const batch of batches(records)) await putAll(batch, ports);
    if (heldBack.length === 0) await ports.remove(key);
  }
}

/** Until the stream has taken every record. Nothing overtakes a record that has to be put again. */
async function putAll(batch: readonly ParkedRecord[], ports: ReplayPorts): Promise<void> {
  let left = [...batch];
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > attempts)
      throw new Error(`The stream did not accept ${left.length} records, so they stay parked. Try again later`);
    if (attempt > 1) await ports.sleep(Math.random() * 100 * 2 ** attempt);
    left = await ports.put(left);
  }
}

function* batches(records: readonly ParkedRecord[]): Iterable<ParkedRecord[]> {
  let batch: ParkedRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(record.data, 'base64') + Buffer.byteLength(record.partitionKey);
    if (batch.length === maxRecords || (batch.length > 0 && bytes + size > maxBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
