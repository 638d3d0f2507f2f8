import type { ParkedObject, ParkedObjects, ParkedRecord, WayBack } from './failure-store.ts';

const attempts = 8;

/** The part of a failure store that takes something away from it. */
interface Back<Parked extends ParkedRecord> {
  objects: Pick<ParkedObjects<Parked>, 'remove'>;
  wayBack: WayBack<Parked>;
}

/** An object, of which some records may not go back. */
export interface PartedObject<Parked extends ParkedRecord = ParkedRecord> extends ParkedObject<Parked> {
  heldBack: readonly { record: Parked; why: string }[];
}

/** Parts the records of an object into those that may go back and those that may not. */
export function parted(object: ParkedObject, why: (record: ParkedRecord) => string | undefined): PartedObject {
  const asked = object.records.map((record) => ({ record, why: why(record) }));
  return {
    ...object,
    records: asked.filter((each) => each.why === undefined).map(({ record }) => record),
    heldBack: asked.filter((each): each is { record: ParkedRecord; why: string } => each.why !== undefined),
  };
}

/**
 * Puts parked records back where they came from, where they take the way of every other record. The object is removed once all of
 * it was taken: an interrupted replay repeats records, and loses none. One with records that are held back stays as it is; its
 * other records are repeated by the next replay, which changes nothing. Gives "changed" if the object is no longer what was read: it
 * stays as it is now.
 */
export async function giveBack<Parked extends ParkedRecord>(
  object: PartedObject<Parked>,
  { objects, wayBack }: Back<Parked>,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<'done' | 'changed'> {
  for (const batch of batches(object.records, wayBack)) await putAll(batch, wayBack, sleep);
  if (object.heldBack.length > 0) return 'done';
  return (await objects.remove(object)) ? 'done' : 'changed';
}

/** Until every record was taken. Nothing overtakes a record that has to be put again. */
async function putAll<Parked extends ParkedRecord>(
  batch: readonly Parked[],
  wayBack: WayBack<Parked>,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<void> {
  let left = [...batch];
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > attempts)
      throw new Error(`${wayBack.to} did not accept ${left.length} records; they stay parked. Try again later`);
    if (attempt > 1) await sleep(Math.random() * 100 * 2 ** attempt);
    left = await wayBack.put(left);
  }
}

function* batches<Parked extends ParkedRecord>(
  records: readonly Parked[],
  wayBack: WayBack<Parked>,
): Iterable<Parked[]> {
  let batch: Parked[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = wayBack.bytesOf(record);
    if (batch.length === wayBack.most.records || (batch.length > 0 && bytes + size > wayBack.most.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
