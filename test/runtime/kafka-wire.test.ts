import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CompressionTypes, Kafka, logLevel, type Producer, type ProducerConfig } from 'kafkajs';
import { connect } from 'node:net';
import { crc32c } from '../../runtime/services/kafka/wire/crc32c.ts';
import { listenForProducers, type KafkaListener } from '../../runtime/services/kafka/wire/listener.ts';
import { WireReader } from '../../runtime/services/kafka/wire/reader.ts';
import { WireWriter } from '../../runtime/services/kafka/wire/writer.ts';
import { kafkaWorld, type KafkaWorld } from './kafka-world.ts';
import { start } from './world.ts';

const textOf = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString();

const messageSize = 10_000;
let world: KafkaWorld;
let listener: KafkaListener;
const producers: Producer[] = [];

beforeEach(async () => {
  process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';
  world = kafkaWorld({ partitions: 3, messageSize });
  listener = await listenForProducers(
    { topics: new Map([['clicks', world.topic]]), messageSizeOf: () => messageSize, create: () => undefined },
    0,
  );
});
afterEach(async () => {
  await Promise.all(producers.splice(0).map((producer) => producer.disconnect()));
  await listener.close();
});

/** A real client: kafkajs. */
async function producer(options: ProducerConfig = {}): Promise<Producer> {
  const client = new Kafka({ brokers: [listener.address], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const made = client.producer({ retry: { retries: 0 }, ...options });
  producers.push(made);
  await made.connect();
  return made;
}

describe('a Kafka client', () => {
  it('produces keys, tombstones, headers and timestamps, each key to the partition that the stand-in would give it', async () => {
    const client = await producer();
    const messages = [
      {
        key: 'abc',
        value: 'a',
        headers: { source: 'web', bytes: Buffer.from([0xff]) },
        timestamp: String(start - 1000),
      },
      { key: 'abc', value: null, timestamp: String(start) },
      { key: null, value: Buffer.from([0, 1, 2]), partition: 2 },
    ];
    const answers = await client.send({ topic: 'clicks', messages, acks: -1 });
    expect(answers.map(({ errorCode }) => errorCode)).toEqual(answers.map(() => 0));
    const ofKey = world.topic.records().filter(({ key }) => key !== null);
    expect(ofKey.map(({ value, timestamp, offset }) => [textOf(value), timestamp, offset])).toEqual([
      ['a', start - 1000, ofKey[0]!.offset],
      [null, start, ofKey[0]!.offset + 1],
    ]);
    expect(ofKey[0]!.headers).toEqual([
      ['source', Buffer.from('web')],
      ['bytes', Buffer.from([0xff])],
    ]);
    const other = kafkaWorld({ partitions: 3 }).topic.append({ key: 'abc', value: 'a' });
    expect(ofKey.map(({ partition }) => partition)).toEqual([other.partition, other.partition]);
    expect(world.topic.records().find(({ key }) => key === null)).toMatchObject({
      partition: 2,
      value: Buffer.from([0, 1, 2]),
    });
  });

  it('produces with gzip, and batches in order', async () => {
    const client = await producer();
    const messages = Array.from({ length: 500 }, (_, n) => ({ value: String(n), partition: 1 }));
    await client.send({ topic: 'clicks', messages, compression: CompressionTypes.GZIP });
    expect(world.topic.records().map(({ value }) => textOf(value))).toEqual(messages.map(({ value }) => value));
  });

  it('produces without waiting for an answer (acks=0)', async () => {
    const client = await producer();
    await client.send({ topic: 'clicks', messages: [{ value: 'a' }], acks: 0 });
    await client.send({ topic: 'clicks', messages: [{ value: 'b' }], acks: 1 });
    expect(world.topic.records()).toHaveLength(2);
  });

  it('produces as an idempotent producer', async () => {
    const client = await producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: 1 } });
    for (const value of ['a', 'b', 'c']) await client.send({ topic: 'clicks', messages: [{ value, partition: 0 }] });
    expect(world.topic.records().map(({ value }) => textOf(value))).toEqual(['a', 'b', 'c']);
  });

  it('hears of a topic that is not there, and of a record that is too large', async () => {
    const client = await producer();
    await expect(client.send({ topic: 'views', messages: [{ value: 'a' }] })).rejects.toThrow(
      'does not host this topic-partition',
    );
    const large = client.send({ topic: 'clicks', messages: [{ value: 'x'.repeat(11_000) }] });
    await expect(large).rejects.toThrow('larger than the max message size');
    expect(world.topic.records()).toEqual([]);
  });
});

const head = (key: number, version: number) => new WireWriter().int16(key).int16(version).int32(7).nullableText('test');

describe('the protocol', () => {
  /** Sends bytes, and gives what comes back before the connection ends or `answer` bytes are there. */
  const exchange = (bytes: Uint8Array): Promise<Buffer | 'closed'> =>
    new Promise((resolve) => {
      const [host, port] = listener.address.split(':') as [string, string];
      const socket = connect(Number(port), host, () => socket.write(bytes));
      socket.once('data', (data) => {
        resolve(data);
        socket.destroy();
      });
      socket.once('close', () => resolve('closed'));
    });

  it('answers an unknown version of ApiVersions in version 0, so that a newer client tries again', async () => {
    const answer = (await exchange(head(18, 4).framed())) as Buffer;
    const reader = new WireReader(answer);
    expect([reader.int32(), reader.int32(), reader.int16()]).toEqual([answer.length - 4, 7, 35]);
    const all = reader.array(() => [reader.int16(), reader.int16(), reader.int16()]);
    expect(all).toEqual([
      [0, 3, 8],
      [3, 1, 8],
      [18, 0, 2],
      [19, 2, 4],
      [22, 0, 1],
    ]);
  });

  it('refuses a batch whose checksum does not match (CORRUPT_MESSAGE), and appends nothing', async () => {
    const bytes = batch();
    bytes[bytes.length - 2]! ^= 1;
    const reader = new WireReader((await exchange(produceRequest(bytes))) as Buffer);
    reader.take(8 + 4 + 2 + 'clicks'.length + 4);
    expect([reader.int32(), reader.int16(), reader.int64()]).toEqual([0, 2, -1n]);
    expect(world.topic.records()).toEqual([]);
  });

  const errorOf = async (sent: Uint8Array): Promise<number> => {
    const reader = new WireReader((await exchange(produceRequest(sent))) as Buffer);
    reader.take(8 + 4 + 2 + 'clicks'.length + 4 + 4);
    return reader.int16();
  };

  it('appends the batch of an idempotent producer once, as long as it is one of the last five', async () => {
    const framed = produceRequest(batch());
    const one = await exchange(framed);
    for (const sequence of [1, 2, 3, 4]) expect(await errorOf(batch({ sequence }))).toBe(0);
    expect(await exchange(framed)).toEqual(one);
    expect(await errorOf(batch({ sequence: 5 }))).toBe(0);
    expect(await errorOf(batch())).toBe(45);
    expect(world.topic.records().map(({ value }) => textOf(value))).toEqual(['v', 'v', 'v', 'v', 'v', 'v']);
  });

  it('refuses what does not follow, comes from an epoch that is over, or has no sequence, as Kafka does', async () => {
    expect(await errorOf(batch({ sequence: 7, epoch: 3 }))).toBe(0);
    expect(await errorOf(batch({ sequence: 9, epoch: 3 }))).toBe(45);
    expect(await errorOf(batch({ sequence: 8, epoch: 2 }))).toBe(47);
    expect(await errorOf(batch({ sequence: 1, epoch: 4 }))).toBe(45);
    expect(await errorOf(batch({ sequence: 0, epoch: 4 }))).toBe(0);
    expect(await errorOf(batch({ sequence: -1, epoch: 4 }))).toBe(87);
    expect(world.topic.records()).toHaveLength(2);
  });

  it('appends nothing of a batch that is too large, however small its records are', async () => {
    const client = await producer();
    const messages = Array.from({ length: 4 }, () => ({ value: 'x'.repeat(3_000), partition: 0 }));
    await expect(client.send({ topic: 'clicks', messages })).rejects.toThrow('larger than the max message size');
    expect(world.topic.records()).toEqual([]);
  });

  it.each([
    ['a request that it does not model', head(1, 4).framed()],
    ['a length that is none', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['a request that ends too early', new WireWriter().int16(0).framed()],
  ])('ends the connection for %s', async (_, bytes) => {
    expect(await exchange(bytes)).toBe('closed');
  });

  it('has the checksum of CRC-32C (RFC 3720, B.4)', () => {
    expect(crc32c(Buffer.alloc(32)).toString(16)).toBe('8a9136aa');
    expect(crc32c(Buffer.alloc(32, 0xff)).toString(16)).toBe('62a8ab43');
  });
});

/** Produce, version 3, with these batches for partition 0. */
function produceRequest(batches: Uint8Array): Buffer {
  const request = head(0, 3).nullableText(null).int16(-1).int32(1000).int32(1).text('clicks').int32(1).int32(0);
  const whole = Buffer.concat([request.int32(batches.length).framed().subarray(4), batches]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(whole.length);
  return Buffer.concat([length, whole]);
}

/** One record "v" of producer 5, as message format 2 has it. */
function batch({ sequence = 0, epoch = 0 } = {}): Buffer {
  const record = Buffer.from([0, 0, 0, 0x01, 0x02, 'v'.charCodeAt(0), 0]);
  const body = new WireWriter()
    .int16(0)
    .int32(0)
    .int64(start)
    .int64(start)
    .int64(5)
    .int16(epoch)
    .int32(sequence)
    .int32(1);
  const records = Buffer.concat([body.framed().subarray(4), Buffer.from([record.length * 2]), record]);
  const before = new WireWriter()
    .int64(0)
    .int32(records.length + 9)
    .int32(0)
    .int8(2)
    .framed()
    .subarray(4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32c(records));
  return Buffer.concat([before, checksum, records]);
}
