import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { crc32c } from '../../../runtime/services/kafka/wire/crc32c.ts';
import { WireReader } from '../../../runtime/services/kafka/wire/reader.ts';
import { WireWriter } from '../../../runtime/services/kafka/wire/writer.ts';

/** A batch of one partition, as a client is not kept from sending it. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly acks: number;
  readonly values: readonly string[];
  readonly gzip: boolean;
  /** -1 for a producer that is not idempotent. */
  readonly producerId: number;
  readonly epoch: number;
  readonly sequence: number;
  /** A checksum that does not match. */
  readonly broken: boolean;
  /** Of message format 1, which brokers had before Kafka 0.11. */
  readonly old: boolean;
}

/** What a broker answers. */
export interface Answer {
  readonly error: number;
  readonly offset: number;
}

const [produceKey, initProducerKey] = [0, 22];

/** A connection that sends what it is told to, one request after the other. */
export class WireClient {
  readonly #socket: Socket;
  /** Rejects, as soon as the connection has ended. */
  readonly #closed: Promise<never>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = once(socket, 'close').then(() => {
      throw new Error('The broker has closed the connection.');
    });
    this.#closed.catch(() => undefined);
  }

  static async to(address: string): Promise<WireClient> {
    const [host, port] = address.split(':') as [string, string];
    const socket = connect(Number(port), host);
    await once(socket, 'connect');
    return new WireClient(socket);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** A broker that has just started has no numbers to give for a moment. */
  async newProducerId(): Promise<number> {
    for (;;) {
      const answer = await this.#ask(request(initProducerKey, 0).nullableText(null).int32(1000));
      answer.int32();
      const error = answer.int16();
      if (error === 0) return Number(answer.int64());
      await setTimeout(100);
    }
  }

  async produce(batch: Batch): Promise<Answer> {
    const { topic, partition, acks } = batch;
    const bytes = batchOf(batch);
    const head = request(produceKey, 3).nullableText(null).int16(acks).int32(5000).int32(1).text(topic).int32(1);
    const answer = await this.#ask(head.int32(partition).int32(bytes.length), bytes);
    answer.int32();
    answer.text();
    answer.int32();
    answer.int32();
    return { error: answer.int16(), offset: Number(answer.int64()) };
  }

  /** What comes back behind the number of the request. */
  async #ask(head: WireWriter, tail: Uint8Array = new Uint8Array()): Promise<WireReader> {
    this.#socket.write(framed(Buffer.concat([bare(head), tail])));
    let received = Buffer.alloc(0);
    while (received.length < 4 || received.length < 4 + received.readInt32BE(0)) {
      const [bytes] = (await Promise.race([once(this.#socket, 'data'), this.#closed])) as [Buffer];
      received = Buffer.concat([received, bytes]);
    }
    const reader = new WireReader(received.subarray(4));
    reader.int32();
    return reader;
  }
}

const request = (key: number, version: number): WireWriter =>
  new WireWriter().int16(key).int16(version).int32(7).nullableText('test');

/** What was written, without its length. */
const bare = (writer: WireWriter): Buffer => writer.framed().subarray(4);

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Kafka guide, messageformat: a batch of format 2, with the same time for all of its records. */
function batchOf({ values, gzip, producerId, epoch, sequence, broken, old }: Batch): Buffer {
  const plain = Buffer.concat(values.map((value, nth) => recordOf(value, nth)));
  const records = gzip ? gzipSync(plain) : plain;
  const at = Date.now();
  const head = new WireWriter()
    .int16(gzip ? 1 : 0)
    .int32(values.length - 1)
    .int64(at)
    .int64(at);
  const producer = head.int64(producerId).int16(epoch).int32(sequence).int32(values.length);
  const body = Buffer.concat([bare(producer), records]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE((crc32c(body) ^ (broken ? 1 : 0)) >>> 0);
  const before = new WireWriter()
    .int64(0)
    .int32(body.length + 9)
    .int32(0)
    .int8(old ? 1 : 2);
  return Buffer.concat([bare(before), checksum, body]);
}

function recordOf(value: string, offset: number): Buffer {
  const bytes = Buffer.from(value);
  const body = Buffer.concat([Buffer.from([0, 0]), varint(offset), varint(-1), varint(bytes.length), bytes, varint(0)]);
  return Buffer.concat([varint(body.length), body]);
}

/** Zigzag, seven bits a byte. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value < 0 ? -2 * value - 1 : 2 * value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return Buffer.from([...bytes, left]);
}
