import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { readChange } from '../../processors/indexer/change.ts';
import type { ParkedRecord } from './parked.ts';

const kinesis = new KinesisClient();

/** Puts records back into the stream of changes; gives those that it did not take. */
export async function putBack(stream: string, records: readonly ParkedRecord[]): Promise<ParkedRecord[]> {
  const { Records = [] } = await kinesis.send(
    new PutRecordsCommand({
      StreamName: stream,
      Records: records.map(({ partitionKey, data }) => ({
        PartitionKey: partitionKey,
        Data: Buffer.from(data, 'base64'),
      })),
    }),
  );
  return records.filter((_, at) => Records[at]?.ErrorCode !== undefined);
}

/** When DynamoDB made the change of a parked record. */
export function changeTime({ data }: ParkedRecord): Date | undefined {
  try {
    const { version } = readChange({ kinesis: { data } } as Parameters<typeof readChange>[0]);
    return new Date(Number(version / 1000n));
  } catch {
    // what the indexer could not read cannot bring anything back
    return undefined;
  }
}
