import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { signedNow } from '../runtime/gateway/signature.ts';
import { developerKey, developerSecret } from '../runtime/kernel/developer.ts';

/** Requests that are under way at once. */
const concurrency = 4;
const recordsInRequest = 500;
const recordBytes = 1024;

const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Kinesis_20131202.PutRecords' };

/** The bodies of PutRecords requests as the SDK sends them: records of 1 KB under 20,000 keys. */
const bodies = Array.from({ length: 40 }, (_, nth) => {
  const Records = Array.from({ length: recordsInRequest }, (_, at) => {
    const id = nth * recordsInRequest + at;
    return {
      PartitionKey: `item-${id}`,
      Data: Buffer.from(JSON.stringify({ id }).padEnd(recordBytes, '.')).toString('base64'),
    };
  });
  return Buffer.from(JSON.stringify({ StreamName: 'records', Records }));
});

const signer = {
  accessKeyId: developerKey,
  secretAccessKey: developerSecret,
  region: 'eu-west-1',
  service: 'kinesis',
};

/** So many records are under way at once: what nobody takes off a stream fills the memory, and that is not what is measured. */
const underwayAtMost = 10_000;

/**
 * Sends so many records, in requests of 500; `done` tells how many a function has taken. Throws when a
 * request is not answered with 200.
 */
export async function sendRecords(url: string, count: number, done: () => number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let next = 0;
  // signed once: what a client does is not what is measured
  const signed = bodies.map((body) => ({
    ...headers,
    ...signedNow({ method: 'POST', url, body }, signer),
    'content-length': body.length,
  }));
  const send = async () => {
    for (let nth = next++; nth < count / recordsInRequest; nth = next++) {
      while (nth * recordsInRequest - done() > underwayAtMost) await setTimeout(1);
      const at = nth % bodies.length;
      await post(url, bodies[at]!, signed[at]!, agent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, send));
  agent.destroy();
}

function post(url: string, body: Buffer, headers: OutgoingHttpHeaders, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (answer) => {
      // what a client does with the answer is not what is measured
      answer.resume();
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`))));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
