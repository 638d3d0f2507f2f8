import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { readChange } from '../../processors/indexer/change.ts';
import type { ParkedRecord } from './parked.ts';

/** Puts records back into the stream of changes. */
export class ChangeStream {
  readonly #name: string;
  readonly #kinesis: KinesisClient;

  constructor(name: string, region: string) {
    this.#name = name;
    this.#kinesis = new KinesisClient({ region });
  }

  /** Gives those that the stream did not take: it has given them no number. */
  async putBack(records: readonly ParkedRecord[]): Promise<ParkedRecord[]> {
    const { Records = [] } = await this.#kinesis.send(
      new PutRecordsCommand({
        StreamName: this.#name,
        Records: records.map(({ partitionKey, data }) => ({
          PartitionKey: partitionKey,
          Data: Buffer.from(data, 'base64'),
        })),
      }),
    );
    return records.filter((_, at) => Records[at]?.SequenceNumber === undefined);
  }
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
