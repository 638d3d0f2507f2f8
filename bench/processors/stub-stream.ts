// node bench/processors/stub-stream.ts: a stream that takes everything at once. Prints its address.
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** By how many records are taken (Kinesis API reference, PutRecords, response). */
const answers = new Map<number, string>();
const taken =
  '{"SequenceNumber":"49590338271490256608559692538361571095921575989136588898","ShardId":"shardId-000000000000"}';

function answerTo(records: number): string {
  const known = answers.get(records);
  if (known !== undefined) return known;
  const answer = `{"FailedRecordCount":0,"Records":[${Array(records).fill(taken).join(',')}]}`;
  answers.set(records, answer);
  return answer;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { Records } = JSON.parse(Buffer.concat(chunks).toString()) as { Records: unknown[] };
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(answerTo(Records.length));
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit());
