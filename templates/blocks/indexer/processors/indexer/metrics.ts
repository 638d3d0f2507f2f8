/** The metrics of the indexer, for those who emit them and those who watch them. Counts, unless they say otherwise. */
export const indexerMetrics = {
  /** Documents written, tombstones included. */
  indexed: 'DocumentsIndexed',
  /** Changes that found a newer version, or their own, in the index. */
  superseded: 'ChangesSuperseded',
  /** Changes left out by a drop rule. */
  dropped: 'ChangesDropped',
  /** Changes parked in the failure store because no retry would get them through. */
  rejected: 'ChangesRejected',
  /** Changes that were to be parked, and that the failure store did not take: they come again. */
  unparked: 'ChangesNotParked',
  /** Changes left to the next delivery of the batch. */
  failed: 'ChangesFailed',
  /** Ties of two changes in one instant, settled by reading the table. */
  ties: 'TiesSettled',
  /** Changes that the engine refused as such: a full disk, a missing permission. */
  blocked: 'WritesBlocked',
  /** Items that do not keep the contract; they are indexed all the same. */
  offContract: 'ItemsOffContract',
  /** Fields of items with a value that the index cannot take. The value is left out of the index, and stays in the document. */
  malformed: 'FieldsMalformed',
  /** Milliseconds from the change of the table until searches see it, the engine's refresh included. */
  latency: 'EndToEndLatency',
} as const;

export type IndexerCount = Exclude<keyof typeof indexerMetrics, 'latency'>;
