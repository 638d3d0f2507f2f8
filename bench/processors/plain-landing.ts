// What the archived "Streaming Data Solution for Amazon MSK" does of AWS (msk-lambda-kdf), written anew and with the log of its events off:
// it writes each record as Lambda gave it, with its value in base64, into batches of 500 records or 4 MiB. No check of a value.
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';

interface TopicEvent {
  records: Record<string, object[]>;
}

interface Written {
  Data: Uint8Array;
}

const most = { records: 500, bytes: 4_194_304 };
const tries = 4;
const DeliveryStreamName = process.env['DELIVERY_STREAM_NAME']!;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A call, and up to three more with what was refused; then what is left is lost. */
async function put(records: readonly Written[], nth: number): Promise<void> {
  let left = records;
  for (let attempt = 1; attempt <= tries && left.length > 0; attempt++) {
    if (attempt > 1) await wait(1000 * (1 + Math.floor(Math.random() * 5)));
    // a client for each call, as there
    const client = new FirehoseClient({});
    const answer = await client.send(new PutRecordBatchCommand({ DeliveryStreamName, Records: [...left] }));
    const { RequestResponses = [], FailedPutCount = 0 } = answer;
    console.info(`batch ${nth}: ${RequestResponses.length - FailedPutCount} records written`);
    if (FailedPutCount === 0) return;
    left = left.filter((_, at) => RequestResponses[at]!.ErrorCode === 'ServiceUnavailableException');
  }
}

const handlerOf =
  (dataOf: (text: string) => Uint8Array) =>
  async ({ records }: TopicEvent): Promise<number> => {
    let batch: Written[] = [];
    let [bytes, batches] = [0, 0];
    for (const partition of Object.values(records))
      for (const text of partition.map((record) => `${JSON.stringify(record)}\n`)) {
        const size = Buffer.byteLength(text);
        if (batch.length === most.records || bytes + size > most.bytes) {
          await put(batch, ++batches);
          batch = [];
          bytes = 0;
        }
        batch.push({ Data: dataOf(text) });
        bytes += size;
      }
    if (batch.length > 0) await put(batch, ++batches);
    return batches;
  };

/** It hands over text in base64, which the SDK encodes once more: the lake has base64 of records. */
export const handler = handlerOf((text) => Buffer.from(text).toString('base64') as unknown as Uint8Array);

/** The same, without encoding twice. */
export const once = handlerOf((text) => Buffer.from(text));
