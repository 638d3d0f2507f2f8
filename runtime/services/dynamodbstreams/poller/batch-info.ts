import type { ChangeRecord } from '../types.ts';

/**
 * What an on-failure message says of its records (Lambda guide, with-ddb-on-failure). Recorded on AWS
 * (`test_dynamodb_event_source_mapping_with_on_failure_destination_config`): its times are whole seconds, without a fraction.
 */
export function batchInfoOf(records: readonly ChangeRecord[], streamArn: string): object {
  const first = records[0]!;
  const last = records.at(-1)!;
  return {
    shardId: first.shardId,
    startSequenceNumber: first.sequenceNumber,
    endSequenceNumber: last.sequenceNumber,
    approximateArrivalOfFirstRecord: inSeconds(first.arrivedAt),
    approximateArrivalOfLastRecord: inSeconds(last.arrivedAt),
    batchSize: records.length,
    streamArn,
  };
}

const inSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
