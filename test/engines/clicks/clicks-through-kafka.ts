import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamRecord } from '../../../runtime/contracts/records.ts';
import {
  createClock,
  createFaults,
  createObjects,
  createStream,
  defaultFaults,
  noFaults,
  startKafkaMapping,
} from '../../../runtime/door.ts';
import { seededRandom } from '../../../toolkit/seeded-random.ts';
import { clickProject, type ClickProject, type TopicSample } from './project.ts';
import { RealTopic } from './real-topic.ts';

const begin = Date.UTC(2026, 10, 22, 23, 30);
/** Records, those of a burst, and milliseconds between bursts. */
const [records, atOnce, pause] = [1_200, 20, 12_000];
const partitions = 6;
const group = 'bridge-of-the-test';
/** Records of the stream that are refused, and answers that are lost. */
const [refused, lost] = [0.1, 0.03];
/** What PutRecords takes until it answers. Milliseconds. */
const call = 50;
/** Bytes of a value from which on a record is sent alone. */
const large = 100_000;

/** What the Flink job is to read, and what it is to make of it. */
export interface ReadByJob {
  readonly records: readonly {
    readonly shard: string;
    readonly sequence: string;
    readonly partitionKey: string;
    readonly arrival: number;
    /** Base64 */
    readonly data: string;
  }[];
  readonly sessions: readonly object[];
  readonly offers: readonly object[];
}

/**
 * Clicks of a seed through a real Kafka and the bridge of a project, under faults, into the stream of a local run. In the middle the
 * poller ends, with commits that the broker has not got, and another one goes on. Throws where the bridge does not keep what it promises.
 */
export async function clicksThroughKafka(address: string, seed: number): Promise<ReadByJob> {
  const project = await clickProject();
  const client = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING });
  const name = `clicks-${seed}`;
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: name, numPartitions: partitions, replicationFactor: 1 }] });
  await admin.disconnect();

  const clock = createClock(begin);
  // the poller that ends loses commits as it is, and the last ones are compared
  const rules = { ...defaultFaults, 'kafka.commit-lost': noFaults['kafka.commit-lost'] };
  const faults = createFaults({ seed, clock, rules, outages: [] });
  const stream = createStream({
    arn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks',
    shards: 2,
    retention: 86_400_000,
    clock,
  });
  const failures = createObjects({ clock, faults });
  const random = seededRandom(seed);
  const handler = project.createBridge({
    clock,
    random,
    putRecords: async (sent, signal) => {
      await clock.sleep(call, signal);
      const left = sent.flatMap(({ partitionKey, text }, at) => {
        if (random() < refused) return [at];
        stream.put(partitionKey, text);
        return [];
      });
      if (random() < lost) throw new Error('the answer is lost');
      return left;
    },
    putObject: async (key, body) => void (await failures.put(key, body)),
  });
  const polled = async () => {
    const topic = await RealTopic.opened({ client, name, partitions, group, now: () => clock.now() });
    await topic.caughtUp();
    const mapping = startKafkaMapping({
      clock,
      faults,
      uuid: '2f8d9b1c-0f5e-4a3b-9c7d-112233445566',
      topic,
      properties: {
        ...project.mapping,
        Topics: [name],
        SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: group },
      },
      onFailure: failures,
      function: {
        arn: 'arn:aws:lambda:eu-west-1:111122223333:function:bridge',
        roleArn: 'arn:aws:iam::111122223333:role/bridge',
        timeout: project.functionTimeout,
        handler: handler as never,
      },
    });
    return { topic, mapping };
  };

  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const samples = project.topicSamples(seed, project.topicShares.check, () => clock.now());
  let poller = await polled();
  for (let nth = 0; nth < records; nth += atOnce) {
    await send(
      producer,
      name,
      Array.from({ length: atOnce }, () => samples.next().value),
      clock.now(),
    );
    await poller.topic.caughtUp();
    await clock.advance(pause);
    if (nth === records / 4) await poller.topic.flush();
    if (nth === records / 2) {
      await poller.topic.close();
      poller = await polled();
    }
  }
  await clock.run(poller.mapping.idle());
  await poller.topic.flush();
  await producer.disconnect();
  const entered = poller.topic.records().map((record) => project.topicEvent(record));
  const ends = Array.from({ length: partitions }, (_, partition) => poller.topic.nextOffset(partition));
  await poller.topic.close();
  await checkCommitted(client, name, ends);
  const parked = [project.topicRejected, project.topicGivenUp].map(
    ({ prefix, records: recordsIn }) =>
      new Set(
        failures
          .contents(prefix)
          .flatMap(({ body }) => recordsIn(Buffer.from(body).toString()))
          .map(({ record }) => project.identityOf(project.parkedEvent(record))),
      ),
  );
  return readByJob(project, entered, { rejected: parked[0]!, givenUp: parked[1]! }, stream.records());
}

async function send(producer: Producer, topic: string, samples: readonly TopicSample[], at: number): Promise<void> {
  const messages = samples.map(({ key, value, headers }): Message => ({
    key: key as string | Buffer | null,
    value: value as string | Buffer | null,
    timestamp: String(at),
    // kafkajs writes no header without a value
    headers: Object.fromEntries(
      [...Map.groupBy(headers, ([header]) => header)].map(([header, all]) => [
        header,
        all.flatMap(([, one]) => (one === null ? [] : [one as string | Buffer])),
      ]),
    ),
  }));
  for (const some of chunks(messages)) await producer.send({ topic, messages: some, acks: -1 });
}

/** A batch of a partition has at most a megabyte. */
function chunks(messages: readonly Message[]): Message[][] {
  const all: Message[][] = [[]];
  for (const message of messages) {
    if ((message.value?.length ?? 0) < large) all.at(-1)!.push(message);
    else all.push([message], []);
  }
  return all.filter((some) => some.length > 0);
}

async function checkCommitted(client: Kafka, topic: string, ends: readonly number[]): Promise<void> {
  const admin = client.admin();
  await admin.connect();
  const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  await admin.disconnect();
  const committed = new Map(offsets!.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  ends.forEach((end, partition) =>
    same(`the offset that the group has committed of ${partition}`, committed.get(partition), end),
  );
}

/** Identities of records in the failure store. */
interface Parked {
  readonly rejected: ReadonlySet<string>;
  readonly givenUp: ReadonlySet<string>;
}

/** Compares topic and stream, and says what the job is to make of the stream. */
function readByJob(
  project: ClickProject,
  entered: readonly ReturnType<ClickProject['topicEvent']>[],
  parked: Parked,
  found: readonly StreamRecord[],
): ReadByJob {
  const { identityOf } = project;
  const first = new Map<string, { content: string; shard: string }>();
  const clicks: object[] = [];
  let repeated = 0;
  for (const { data, shardId, arrivedAt } of found)
    for (const line of Buffer.from(data).toString().split('\n').filter(Boolean)) {
      const [event] = project.eventsIn(Buffer.from(line));
      const identity = identityOf(event!);
      if (first.has(identity)) {
        repeated++;
        continue;
      }
      first.set(identity, { content: event!.content, shard: shardId });
      const click = project.readClick(line, arrivedAt);
      if (click !== undefined) clicks.push(click);
    }
  for (const event of entered) {
    const identity = identityOf(event);
    if (event.kind === 'wrong') same(`whether ${identity} is parked`, parked.rejected.has(identity), true);
    else if (parked.givenUp.has(identity) && !first.has(identity)) continue;
    else same(`what the stream says of ${identity}`, first.get(identity)?.content, event.content);
  }
  same('whether most records are in the stream', first.size > entered.length * 0.85, true);
  same('whether anything came twice', repeated > 0, true);
  checkOrder(entered, [...first.keys()], identityOf);
  const settings = project.readSettings(
    JSON.parse(readFileSync(join(project.folder, 'analytics', 'settings.json'), 'utf8')),
  );
  const { sessions, offers } = project.analysisOf(clicks, settings);
  return {
    records: found.map(({ shardId, sequenceNumber, partitionKey, arrivedAt, data }) => ({
      shard: shardId,
      sequence: sequenceNumber,
      partitionKey,
      arrival: arrivedAt,
      data: Buffer.from(data).toString('base64'),
    })),
    sessions,
    offers,
  };
}

/** Of each partition and key, what comes first in the topic comes first in the stream. */
function checkOrder(
  entered: readonly ReturnType<ClickProject['topicEvent']>[],
  inStream: readonly string[],
  identityOf: ClickProject['identityOf'],
): void {
  const position = new Map(inStream.map((identity, at) => [identity, at]));
  const last = new Map<string, number>();
  for (const event of entered) {
    const at = position.get(identityOf(event));
    if (at === undefined || event.key === undefined) continue;
    const lane = `${event.partition} ${event.key}`;
    same(`the order of ${identityOf(event)}`, at > (last.get(lane) ?? -1), true);
    last.set(lane, at);
  }
}

function same<T>(what: string, found: T, expected: T): void {
  if (found !== expected) throw new Error(`${what}: ${String(found)}, and not ${String(expected)}`);
}
