import { seededRandom } from '../.stream-pipeline/toolkit/toolkit.cjs';
import { Bridge } from '../processors/bridge/bridge.ts';
import type { KafkaBatchResponse, KafkaRecord } from '../processors/bridge/kafka-record.ts';
import type { LaneRecord } from '../processors/bridge/lanes.ts';
import { OrderedWriter } from '../processors/lib/ordered-writer/ordered-writer.ts';
import { ParkedRecords } from '../processors/bridge/parked-records.ts';
import { Reasons } from '../processors/lib/reasons.ts';
import { kafkaRecord, linesIn } from './kafka-records.ts';

const partitions = 3;
/** Texts, one that is hashed, and none. */
const keys = ['a', 'b', 'c', Buffer.from([0xff]), undefined];
/** An event of this size has a record of the stream for itself: a lane then has several. */
const filler = 'x'.repeat(250_000);

/** A place of a record, as text: partition and offset. */
type Place = string;

/** What came out of a run. */
export interface Outcome {
  /** The events of each key of a partition, in the order of the topic. Parked events are left out. */
  expected: Map<string, Place[]>;
  /** The same as the stream has them, each where it is for the first time. */
  found: Map<string, Place[]>;
  /** What is neither in the stream nor parked. */
  lost: Place[];
  /** What is parked, and should not be. */
  parkedInVain: Place[];
  /** What an answer named that was not in its batch. */
  strange: string[];
  /** How much was in the stream more than once: none, where nothing went wrong. */
  repeated: number;
}

/**
 * A topic that Lambda's pollers read through the bridge, while everything goes wrong that may: the stream refuses records or whole calls,
 * takes a call and says that it failed, or takes it late; the failure store is away; the time of an invocation runs out; an invocation is
 * killed in the middle of a call; a rebalance hands its partitions to another poller while it still works. Then all of it ends, and what
 * is left is delivered.
 */
export async function topicRun(seed: number, events: number): Promise<Outcome> {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const topic = Array.from({ length: partitions }, (_, partition) =>
    Array.from({ length: events }, (__, nth) => recordOf(random, partition, nth)),
  );
  /** What is not done yet, in the order of the topic. */
  const pending = topic.map((records) => records);
  /** Who reads a partition: an invocation that has lost it commits nothing. */
  const owner = topic.map(() => 0);
  const stream: LaneRecord[] = [];
  const parked = new Set<Place>();
  const strange: string[] = [];
  let invocations = 0;
  let calm = false;
  const happens = (share: number): boolean => !calm && random() < share;

  /** Calls that are under way go on in any order. */
  const waiting: (() => void)[] = [];
  const turn = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  const running = new Set<Promise<void>>();

  const invocation = (its: readonly number[]) => {
    const id = ++invocations;
    for (const partition of its) owner[partition] = id;
    const batch = new Map(its.map((partition) => [partition, pending[partition]!.slice(0, 1 + upTo(12))]));
    let now = 0;
    const killedAt = happens(0.15) ? 1 + upTo(4) : Infinity;
    let calls = 0;
    let kill: () => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => (kill = () => resolve('killed')));
    const put = async (records: readonly LaneRecord[]): Promise<readonly number[]> => {
      await turn();
      now += upTo(3_000);
      const refused = records.flatMap((_, at) => (happens(0.3) ? [at] : []));
      if (happens(0.1)) throw new Error('away');
      const take = () => stream.push(...records.filter((_, at) => !refused.includes(at)));
      if (++calls >= killedAt) {
        if (happens(0.5)) take();
        kill();
        return new Promise(() => undefined);
      }
      if (happens(0.1)) {
        // the answer is lost, and the stream may take it whenever it likes
        void turn().then(take);
        throw new Error('timed out');
      }
      take();
      return refused;
    };
    const clock = {
      now: () => now,
      sleep: async (milliseconds: number) => {
        await turn();
        now += milliseconds;
      },
      timeout: () => new AbortController().signal,
    };
    const bridge = new Bridge({
      writer: new OrderedWriter(put, clock, random),
      parked: new ParkedRecords(async (_, body) => {
        await turn();
        if (happens(0.3)) throw new Error('away');
        for (const line of body.split('\n').slice(0, -1))
          parked.add(placeOf((JSON.parse(line) as { record: KafkaRecord }).record));
      }, ''),
      clock,
      saidOf: (written) => written,
    });
    const records = Object.fromEntries([...batch].map(([partition, list]) => [`clicks-${partition}`, list]));
    const time = calm ? Infinity : 10_000;
    const bridged = bridge.bridge({ records }, { remaining: () => Math.max(0, time - now) }, new Reasons());
    const ended = Promise.race([bridged, killed]).then((answer) => {
      if (answer !== 'killed') commit(id, batch, answer.response);
    });
    running.add(ended);
    void ended.then(() => running.delete(ended));
  };

  const commit = (id: number, batch: Map<number, KafkaRecord[]>, { batchItemFailures }: KafkaBatchResponse): void => {
    const named = batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => `${partition} ${offset}`);
    const sent = new Set([...batch].flatMap(([its, list]) => list.map(({ offset }) => `clicks-${its} ${offset}`)));
    strange.push(...named.filter((each) => !sent.has(each)));
    // Lambda delivers again what is named, or everything from the first of them on
    const onlyNamed = random() < 0.5;
    for (const [partition, list] of batch)
      if (owner[partition] === id) {
        const failed = list.filter(({ offset }) => named.includes(`clicks-${partition} ${offset}`));
        const again = onlyNamed ? failed : failed.length > 0 ? list.slice(list.indexOf(failed[0]!)) : [];
        pending[partition] = [...again, ...pending[partition]!.slice(list.length)];
        owner[partition] = 0;
      }
  };
  /** Whoever takes a partition over begins at the first record that is not done. */
  const takenAway = (partition: number): void => {
    owner[partition] = 0;
    const [first] = pending[partition]!;
    pending[partition] = topic[partition]!.filter(({ offset }) => offset >= first!.offset);
  };

  const left = (): number[] => pending.flatMap((records, partition) => (records.length > 0 ? [partition] : []));
  const free = (): number[] => left().filter((partition) => owner[partition] === 0);
  for (let step = 0; left().length > 0 || waiting.length > 0; step++) {
    calm = step > 400;
    // a partition whose invocation was killed, or that a rebalance takes away from one that works
    if (running.size === 0 || happens(0.02)) left().forEach(takenAway);
    const next = free().filter(() => random() < 0.7);
    if (next.length > 0) invocation(next);
    waiting.splice(upTo(waiting.length), 1)[0]?.();
    // what follows from it, as far as the next call
    await new Promise(setImmediate);
    if (step > 20_000) throw new Error(`seed ${seed}: it never ends`);
  }
  return outcomeOf(topic.flat(), stream, parked, strange);
}

function recordOf(random: () => number, partition: number, nth: number): KafkaRecord {
  const kind = random();
  // offsets have gaps where a topic is compacted, or written in transactions
  const offset = 100 * (partition + 1) + 2 * nth;
  const key = keys[Math.floor(random() * keys.length)];
  const record = (value?: string | Uint8Array | null): KafkaRecord =>
    kafkaRecord(partition, offset, {
      ...(key === undefined ? {} : { key }),
      ...(value === undefined ? {} : { value }),
    });
  if (kind < 0.1) return record('poison');
  if (kind < 0.2) return record(null);
  if (kind > 0.45) return record();
  const sound = JSON.parse(Buffer.from(record().value!, 'base64').toString()) as object;
  return record(JSON.stringify({ ...sound, properties: { filler } }));
}

const placeOf = ({ partition, offset }: { partition: number; offset: number }): Place => `${partition}/${offset}`;

const isPoison = ({ value }: KafkaRecord): boolean => value === Buffer.from('poison').toString('base64');

/** Records without a key have no order: each is looked at for itself. */
const groupOf = ({
  partition,
  offset,
  key,
}: {
  partition: number;
  offset: number;
  key?: string | null | undefined;
}): string => `${partition} ${key ?? `no key ${offset}`}`;

function outcomeOf(
  topic: readonly KafkaRecord[],
  stream: readonly LaneRecord[],
  parked: ReadonlySet<Place>,
  strange: string[],
): Outcome {
  const expected = Map.groupBy(
    topic.filter((record) => !isPoison(record)),
    groupOf,
  );
  const keyOf = new Map(topic.map((record) => [placeOf(record), groupOf(record)]));
  const found = new Map<string, Place[]>();
  const seen = new Set<Place>();
  let repeated = 0;
  for (const { text, partitionKey } of stream)
    for (const { stream: origin } of linesIn(text)) {
      const place = placeOf(origin);
      if (seen.has(place)) {
        repeated++;
        continue;
      }
      seen.add(place);
      const key = keyOf.get(place) ?? `${partitionKey} is not in the topic`;
      found.set(key, [...(found.get(key) ?? []), place]);
    }
  return {
    expected: new Map([...expected].map(([key, list]) => [key, list.map(placeOf)])),
    found,
    lost: topic.map(placeOf).filter((place) => !seen.has(place) && !parked.has(place)),
    parkedInVain: topic.filter((record) => !isPoison(record) && parked.has(placeOf(record))).map(placeOf),
    strange,
    repeated,
  };
}
