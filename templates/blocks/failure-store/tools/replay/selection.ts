import type { ParkedObject, ParkedRecord } from './parked.ts';

/** Which parked objects are meant. */
export interface Selection {
  kind?: ParkedObject['kind'];
  /** A part of the object's key. */
  key?: string;
  /** A part of the reason of one of its records, in any case. */
  reason?: string;
  since?: Date;
  until?: Date;
}

/** What is selected, oldest first. */
export function select(
  objects: readonly ParkedObject[],
  { kind, key, reason, since, until }: Selection,
): ParkedObject[] {
  const fits = (object: ParkedObject) =>
    (kind === undefined || object.kind === kind) &&
    (key === undefined || object.key.includes(key)) &&
    (since === undefined || object.at >= since) &&
    (until === undefined || object.at < until) &&
    (reason === undefined ||
      object.records.some((record) => record.reason.toLowerCase().includes(reason.toLowerCase())));
  return objects.filter(fits).toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** When the change of a record was made; undefined for what cannot be read. */
export type ChangeTime = (record: ParkedRecord) => Date | undefined;

/**
 * Parts objects into those that can be replayed and those that hold a change from before `notBefore`: older than the index
 * remembers removals, it could bring back an item that was removed since.
 */
export function partByAge(objects: readonly ParkedObject[], notBefore: Date, changeTime: ChangeTime) {
  const tooOld = (object: ParkedObject) =>
    object.records.some((record) => (changeTime(record) ?? notBefore) < notBefore);
  return { young: objects.filter((object) => !tooOld(object)), tooOld: objects.filter(tooOld) };
}
