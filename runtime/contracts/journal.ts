/** An entry of a journal, and bytes that belong to it: they are written as they are, which is several times as fast. */
export interface Remembered<Entry> {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
}

/** What one service keeps so that it survives the process. */
export interface ServiceJournal<Entry> {
  /**
   * Writes an entry before the service can acknowledge to another process what the entry tells of. An entry is anything that
   * `structuredClone` accepts. Throws when the run has ended.
   */
  remember(entry: Entry, bytes?: Uint8Array): void;
  /** What an earlier process has left, in order. Empty once everything has been taken up. */
  remembered(): readonly Remembered<Entry>[];
}
