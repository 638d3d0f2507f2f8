import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { output, type OpenStage, type WayBack } from '../.stream-pipeline/toolkit/toolkit.cjs';
import type { ParkedStreamRecord } from './parked-records.ts';

/** Back into the stream of a stage that this output names (Kinesis API reference, PutRecords: 500 records; the limit in bytes includes keys). */
export function streamWayBack({ client, outputs }: OpenStage, streamOutput: string): WayBack<ParkedStreamRecord> {
  const StreamName = output(outputs, streamOutput);
  const kinesis = new KinesisClient(client);
  return {
    to: `the stream ${StreamName}`,
    most: { records: 500, bytes: 4 * 1024 * 1024 },
    bytesOf: ({ partitionKey, data }) => Buffer.byteLength(data, 'base64') + Buffer.byteLength(partitionKey),
    put: async (records) => {
      const Records = records.map(({ partitionKey, data }) => ({
        PartitionKey: partitionKey,
        Data: Buffer.from(data, 'base64'),
      }));
      const answer = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
      // what the stream did not take has no number
      return records.filter((_, at) => answer.Records?.[at]?.SequenceNumber === undefined);
    },
  };
}
