import { spawnSync } from 'node:child_process';
import { javaCommand } from '../engine-process.ts';
import { kafka } from '../engines.ts';

type Bytes = Uint8Array | string;

/** How Kafka's own producer compresses batches. */
export const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

export interface ProducedRecord {
  readonly codec: (typeof codecs)[number];
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly key: Bytes | null;
  readonly value: Bytes | null;
  readonly headers: readonly (readonly [name: string, value: Bytes | null])[];
}

/** A record as Kafka's own consumer has read it. */
export interface FetchedRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [name: string, value: Buffer | null])[];
}

export interface WholeTopic {
  /** All of the topic, in the order of each partition. */
  readonly records: readonly FetchedRecord[];
  /** By codec: bytes of batches beside bytes of what they hold. */
  readonly rates: ReadonlyMap<string, number>;
}

/** Produces these records with Kafka's own clients, and reads all of the topic with them. */
export function throughOwnClients(
  address: string,
  topic: string,
  records: readonly ProducedRecord[],
  javaHome: string,
): WholeTopic {
  const [java, argv] = javaCommand({ ...kafka, main: 'TopicClient' }, javaHome);
  const { status, stdout } = spawnSync(java, [...argv, address, topic], {
    input: records.map(lineOf).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error("Kafka's own clients have failed: see above.");
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
  const isRate = ([first]: readonly string[]): boolean => first === 'rate';
  return {
    records: lines.filter((line) => !isRate(line)).map(fetched),
    rates: new Map(lines.filter(isRate).map(([, codec, rate]) => [codec!, Number(rate)])),
  };
}

const lineOf = ({ codec, timestamp, key, value, headers }: ProducedRecord): string => {
  const said = headers.map(([name, one]) => `${hex(name)}:${hex(one)}`).join(',');
  return `${[codec, timestamp, hex(key), hex(value), said].join('\t')}\n`;
};

const fetched = ([partition, offset, timestamp, key, value, headers]: readonly string[]): FetchedRecord => ({
  partition: Number(partition),
  offset: Number(offset),
  timestamp: Number(timestamp),
  key: bytes(key!),
  value: bytes(value!),
  headers: headers!
    .split(',')
    .filter(Boolean)
    .map((header) => {
      const [name, one] = header.split(':') as [string, string];
      return [bytes(name)!.toString(), bytes(one)] as const;
    }),
});

const hex = (value: Bytes | null): string => (value === null ? '-' : Buffer.from(value).toString('hex'));
const bytes = (digits: string): Buffer | null => (digits === '-' ? null : Buffer.from(digits, 'hex'));
