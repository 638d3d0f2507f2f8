/** The metrics of the rows, for those who emit them and those who watch them. Counts of lines of the stream. */
export const lakeRowsMetrics = {
  /** Rows handed to Firehose. */
  rows: 'LakeRows',
  /** Of these, keys of the topic whose value is gone. */
  tombstones: 'LakeTombstones',
  /** Of these, lines that nobody can read. */
  unreadable: 'LakeUnreadable',
  /** Lines that were replayed from the lake: their rows are there. */
  replayed: 'LakeReplayed',
  /** Answered ProcessingFailed: they are in the error prefix. */
  failed: 'LakeRowsFailed',
} as const;
