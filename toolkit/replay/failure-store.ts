import type { OpenStage } from '../stack/stage.ts';

/** The failure stores of a pipeline by their names on the command line: delivery/failure-stores.ts. */
export type FailureStores<Settings = unknown> = Readonly<Record<string, FailureStoreDescription<Settings>>>;

/** `Settings` is what it reads of a stage in infra/config.ts. */
export interface FailureStoreDescription<Settings = unknown> {
  /** The sinks on whose way it parks. */
  sinks: readonly string[];
  open(stage: OpenStage<Settings>): OpenFailureStore;
}

/** One place of a stage where records are parked, complete and with a reason, and their way back. */
export interface OpenFailureStore<Parked extends ParkedRecord = ParkedRecord> {
  objects: ParkedObjects<Parked>;
  wayBack: WayBack<Parked>;
  /** Why giving a record back could do harm, in words that follow "held back: "; undefined when it may go. */
  holdsBack(record: Parked): string | undefined;
}

/** A record that is parked. What else it has is known to its way back. */
export interface ParkedRecord {
  reason: string;
}

/** What is parked together, without the records: an object of a bucket, a message of a queue. */
export interface ParkedKey {
  key: string;
  /** When it was parked. */
  at: Date;
}

export interface ParkedObject<Parked extends ParkedRecord = ParkedRecord> extends ParkedKey {
  /** Tells what was read from what is put under the same key later: the entity tag of an object. */
  version: string;
  records: readonly Parked[];
}

/** Somebody has to look at this object. */
export class Unreadable extends Error {}

/** Methods, so that a list can have stores of different records: each gets only records that it has read. */
export interface ParkedObjects<Parked extends ParkedRecord> {
  /** Everything that is there. Its records are left out: there may be more than memory can hold. */
  keys(): AsyncIterable<ParkedKey>;
  /** Throws `Unreadable` when what is there has none of the shapes that this store parks. */
  read(key: ParkedKey): Promise<ParkedObject<Parked>>;
  /** Removes what was read. Removes nothing, and gives false, if something else is there by now, or nothing. */
  remove(object: Pick<ParkedObject, 'key' | 'version'>): Promise<boolean>;
}

/** Back to the source that the records came from. */
export interface WayBack<Parked extends ParkedRecord> {
  /** Where to, in words: "the stream of changes". */
  to: string;
  /** What it takes at once, at most. */
  most: { records: number; bytes: number };
  bytesOf(record: Parked): number;
  /** Puts records back in their order, and gives those that were not taken. */
  put(records: readonly Parked[]): Promise<Parked[]>;
}
