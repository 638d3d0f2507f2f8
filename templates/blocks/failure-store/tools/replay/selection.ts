import type { ParkedKey, ParkedObject, ParkedRecord } from './parked.ts';

/** Which parked objects are meant. */
export interface Selection {
  kind?: ParkedKey['kind'];
  /** A part of the object's key. */
  key?: string;
  /** A part of the reason of one of its records, in any case. */
  reason?: string;
  since?: Date;
  until?: Date;
}

/** What is selected, oldest first, read one after the other. What cannot be read is left out. */
export async function* selected(
  keys: readonly ParkedKey[],
  { kind, key, reason, since, until }: Selection,
  read: (key: ParkedKey) => Promise<ParkedObject | undefined>,
): AsyncIterable<ParkedObject> {
  const fits = (parked: ParkedKey) =>
    (kind === undefined || parked.kind === kind) &&
    (key === undefined || parked.key.includes(key)) &&
    (since === undefined || parked.at >= since) &&
    (until === undefined || parked.at < until);
  const hasReason = ({ records }: ParkedObject) =>
    reason === undefined || records.some((record) => record.reason.toLowerCase().includes(reason.toLowerCase()));
  for (const parked of keys.filter(fits).toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const object = await read(parked);
    if (object && hasReason(object)) yield object;
  }
}

/** When the change of a record was made; undefined for what cannot be read. */
export type ChangeTime = (record: ParkedRecord) => Date | undefined;

/** An object, of which some records may not be replayed. */
export interface PartedObject extends ParkedObject {
  heldBack: ParkedRecord[];
}

/** How long a removal is remembered, and how long the stream keeps a record, in milliseconds. */
export interface Retentions {
  tombstones: number;
  stream: number;
}

/**
 * From when on a change may be put back: it may wait in the stream for as long as that keeps it, and until then the index has to
 * remember that its item was removed.
 */
export const oldestReplayable = (now: number, { tombstones, stream }: Retentions): Date =>
  new Date(now - (tombstones - stream));

/**
 * Holds back the records of an object whose change is from before `notBefore`: older than the index remembers removals, it could
 * bring back an item that was removed since.
 */
export function partByAge(object: ParkedObject, notBefore: Date, changeTime: ChangeTime): PartedObject {
  const isTooOld = (record: ParkedRecord) => (changeTime(record) ?? notBefore) < notBefore;
  return {
    ...object,
    records: object.records.filter((record) => !isTooOld(record)),
    heldBack: object.records.filter(isTooOld),
  };
}
