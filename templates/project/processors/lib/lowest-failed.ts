import type { KinesisStreamBatchResponse } from 'aws-lambda';

/**
 * What a stream's function answers. Lambda takes the lowest sequence number as the checkpoint and delivers everything from it
 * on again, so one number says it all (Lambda developer guide, "Configuring partial batch response with Kinesis").
 */
export function lowestFailed(sequenceNumbers: Iterable<string>): KinesisStreamBatchResponse {
  let lowest: string | undefined;
  // they have up to 56 digits: as text, "9" would come after "10"
  for (const number of sequenceNumbers) if (lowest === undefined || BigInt(number) < BigInt(lowest)) lowest = number;
  return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest }] };
}
