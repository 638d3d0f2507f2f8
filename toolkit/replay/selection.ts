import type { ParkedKey, ParkedObject } from './failure-store.ts';

/** Which parked objects are meant. */
export interface Selection {
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
  { key, reason, since, until }: Selection,
  read: (key: ParkedKey) => Promise<ParkedObject | undefined>,
): AsyncIterable<ParkedObject> {
  const fits = (parked: ParkedKey) =>
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
