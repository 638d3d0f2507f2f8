import { Kafka, logLevel } from 'kafkajs';
import { landingProject, type LandingProject, type World } from './project.ts';
import { codecs, throughOwnClients, type FetchedRecord, type ProducedRecord } from './topic-client.ts';

/** What the local run calls it too. */
const name = 'events';
const partitions = 3;
/** `max.message.bytes`: its default. */
const batchBytes = 1_048_588;
/** Events of the project's own producer, and records of Kafka's own: both share keys. */
const [events, records] = [300, 500];
/** Milliseconds that the project's producer has. */
const patience = 20_000;
/** Records of a burst, and milliseconds of virtual time between bursts. */
const [atOnce, pause] = [20, 15_000];

/** How many records came to what end. */
export interface LandedThroughKafka {
  readonly records: number;
  readonly delivered: number;
  readonly parked: number;
  readonly dropped: number;
}

/**
 * Events of the project's producer, and records of Kafka's own with every codec, through a real Kafka. What Kafka's own consumer fetches
 * goes as Lambda would hand it over to the landing of a project, under faults. Throws where the topic has not got what was produced, or the
 * raw zone and the failure store do not account for each record of it.
 */
export async function landingThroughKafka(
  address: string,
  seed: number,
  javaHome: string,
): Promise<LandedThroughKafka> {
  const project = await landingProject();
  const now = timesFrom(project.begin);
  await createTopic(address);
  const sent = await sentByProject(project, address, seed, now);
  const produced = producedRecords(project, seed, now);
  const topic = throughOwnClients(address, name, produced, javaHome);
  for (const codec of codecs) same(`whether ${codec} compresses`, topic.rates.get(codec)! < 0.95, codec !== 'none');
  checkContents([...sent, ...produced], topic.records);
  checkOrder(sent, topic.records);
  return landed(project, topic.records, seed);
}

/** Times that differ: they tell one record from another. */
function timesFrom(begin: number): () => number {
  let time = begin;
  return () => ++time;
}

async function createTopic(address: string): Promise<void> {
  const admin = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const configEntries = [
    // records have times of the run, whatever the day is
    { name: 'retention.ms', value: '-1' },
    { name: 'message.timestamp.after.max.ms', value: String(Number.MAX_SAFE_INTEGER) },
  ];
  await admin.createTopics({
    topics: [{ topic: name, numPartitions: partitions, replicationFactor: 1, configEntries }],
    waitForLeaders: true,
  });
  await admin.disconnect();
}

type SentRecord = Omit<ProducedRecord, 'codec'>;

async function sentByProject(
  { Brokers, TopicProducer, sourceEvents, systemClock }: LandingProject,
  address: string,
  seed: number,
  now: () => number,
): Promise<SentRecord[]> {
  const source = sourceEvents(seed, now);
  const sent = Array.from({ length: events }, () => {
    const { entity, event } = source.next().value;
    return { key: entity, value: JSON.stringify(event), timestamp: now() };
  });
  const brokers = new Brokers({ bootstrap: [address], security: 'none', clock: systemClock });
  const producer = new TopicProducer({ name, batchBytes }, brokers, systemClock, Math.random);
  const until = Date.now() + patience;
  const deadline = { remaining: () => Math.max(0, until - Date.now()) };
  const outcomes = await producer.send(sent, deadline, () => undefined);
  brokers.close();
  for (const { kind, reason } of outcomes) same(`what became of an event (${reason ?? ''})`, kind, 'acknowledged');
  return sent.map((record) => ({ ...record, headers: [] }));
}

/** Records of all sorts, of one codec after the other. */
function producedRecords({ topicSamples, topicShares }: LandingProject, seed: number, now: () => number) {
  const samples = topicSamples(seed, topicShares.check, now);
  return Array.from({ length: records }, (_, nth): ProducedRecord => ({
    ...samples.next().value,
    codec: codecs[nth % codecs.length]!,
    timestamp: now(),
  }));
}

/** Everything is in the topic, once and as it was sent. */
function checkContents(sent: readonly SentRecord[], fetched: readonly FetchedRecord[]): void {
  const said = (record: SentRecord): string => {
    const headers = record.headers.map(([header, value]) => [header, base64(value)]);
    return JSON.stringify([record.timestamp, base64(record.key), base64(record.value), headers]);
  };
  const [expected, found] = [sent.map(said).toSorted(), fetched.map(said).toSorted()];
  same('how many records the topic has', found.length, expected.length);
  for (const [at, record] of expected.entries()) same('a record of the topic', found[at], record);
}

const base64 = (value: Uint8Array | string | null): string | null =>
  value === null ? null : Buffer.from(value).toString('base64');

/**
 * Each key is in one partition, whoever has sent it, and events of the project's producer are in the order in which it was given them:
 * times grow.
 */
function checkOrder(sent: readonly SentRecord[], fetched: readonly FetchedRecord[]): void {
  const times = new Set(sent.map(({ timestamp }) => timestamp));
  const byKey = Map.groupBy(
    fetched.filter(({ key }) => key !== null),
    ({ key }) => key!.toString(),
  );
  let shared = 0;
  for (const [key, all] of byKey) {
    same(`how many partitions have ${key}`, new Set(all.map(({ partition }) => partition)).size, 1);
    const order = all.map(({ timestamp }) => timestamp).filter((time) => times.has(time));
    same(`the order of ${key}`, order.join(' '), order.toSorted((one, other) => one - other).join(' '));
    if (order.length > 0 && order.length < all.length) shared++;
  }
  same('whether producers share keys', shared > 10, true);
}

async function landed(
  project: LandingProject,
  fetched: readonly FetchedRecord[],
  seed: number,
): Promise<LandedThroughKafka> {
  const { createWorld, ownSubject, defaultFaults } = project;
  // the topic has what the broker has
  const { 'kafka.duplicate': _, ...rules } = defaultFaults;
  const world = await createWorld({ ...ownSubject, seed, rules, outages: [] });
  for (const [nth, record] of inTurns(fetched).entries()) {
    same('the offset of a record', world.topic.append(record).offset, record.offset);
    if (nth % atOnce === atOnce - 1) await world.clock.advance(pause);
  }
  await world.finished();
  await checkAccount(project, world);
  const [raw] = world.account.summary();
  same('whether those are parked that are no events', raw!.parked, raw!.planted);
  same('whether records of every kind are there', raw!.planted > 0 && raw!.dropped > 0, true);
  for (const store of world.parked) for (const { key } of store.objects()) await world.clock.run(store.giveBack(key));
  await world.finished();
  await checkAccount(project, world);
  same('what is an event and parked', world.account.validButParked().join(), '');
  const { delivered, parked, dropped } = raw!;
  return { records: fetched.length, delivered, parked, dropped };
}

/** A record of each partition after the other, as pollers hand them over. */
function inTurns(fetched: readonly FetchedRecord[]): FetchedRecord[] {
  return fetched.toSorted((one, other) => one.offset - other.offset || one.partition - other.partition);
}

async function checkAccount({ problemsIn }: LandingProject, world: World): Promise<void> {
  same('what is wrong with the account', (await problemsIn(world)).join('\n'), '');
}

function same<T>(what: string, found: T, expected: T): void {
  if (found !== expected) throw new Error(`${what}: ${String(found)}, and not ${String(expected)}`);
}
