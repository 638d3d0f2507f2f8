// node bench/firehose-once.ts runtime|bare COUNT: brings so many records of 1 KB into objects, in a process of its own.
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway } from '../runtime/gateway/server.ts';
import { startFirehoseStack } from './firehose-stack.ts';
import { sendRecords } from './put-records.ts';

const folder = join(import.meta.dirname, '..', 'build', 'bench', 'firehose');
/** Bytes of an object. */
const objectSize = 1_048_576;

/** Through all of the runtime: gateway, permissions, journal, stream, delivery stream, bucket. */
async function runtime(count: number): Promise<void> {
  const stack = await startFirehoseStack(folder);
  await sendRecords(stack.url, count, () => stack.flowing('Delivery', 'Bucket'));
  await stack.settled();
  await stack.stop();
}

/** Through the same server, without anything else: records decoded, written to a journal, put together and written to files. */
async function bare(count: number): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const journal = openSync(join(folder, 'journal'), 'a');
  let [done, bytes, objects] = [0, 0, 0];
  let parts: Buffer[] = [];
  const write = () => {
    writeFileSync(join(folder, `${++objects}`), Buffer.concat(parts));
    parts = [];
    bytes = 0;
  };
  const gateway = await startGateway(({ body }) => {
    const { Records } = JSON.parse(body.toString()) as { Records: { Data: string }[] };
    const data = Records.map(({ Data }) => Buffer.from(Data, 'base64'));
    writevSync(journal, data);
    for (const part of data) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= objectSize) write();
    }
    done += Records.length;
    const answers = Records.map((_, nth) => ({ SequenceNumber: String(nth), ShardId: 'shardId-000000000000' }));
    return Promise.resolve({ status: 200, body: JSON.stringify({ FailedRecordCount: 0, Records: answers }) });
  });
  await sendRecords(gateway.url, count, () => done);
  if (parts.length > 0) write();
  await gateway.close();
  closeSync(journal);
}

const ways = { runtime, bare };
const [way, count] = process.argv.slice(2);
await ways[way as keyof typeof ways](Number(count));
