// node bench/processors/stub-delivery.ts: a Firehose stream that takes everything at once. Prints its address; GET tells the bytes that it has taken.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { putAnswer } from './put-answer.ts';

let bytes = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'GET') {
      response.end(String(bytes));
      return;
    }
    const { Records } = JSON.parse(Buffer.concat(chunks).toString()) as { Records: { Data: string }[] };
    for (const { Data } of Records) bytes += Buffer.byteLength(Data, 'base64');
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(putAnswer(Records.length)));
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit());
