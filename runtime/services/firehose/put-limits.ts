export const limitsOfPut = {
  /** Firehose API reference, PutRecordBatch: "up to 500 records", "4 MB for the entire request". */
  records: 500,
  bytes: 4 * 1024 * 1024,
  /** Firehose API reference, Record: "The maximum size of the data blob, before base64-encoding, is 1,000 KiB." */
  bytesOfRecord: 1000 * 1024,
} as const;

/** Firehose guide, retry: up to 24 hours for records that are put. Milliseconds. */
export const keptWhenPut = 24 * 3_600_000;
