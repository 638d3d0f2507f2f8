import {
  createClock,
  createFaults,
  createKafkaTopic,
  createStream,
  defaultFaults,
  type FaultRules,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import { accountOf, type Place } from '../../.stream-pipeline/toolkit/toolkit.cjs';
import { clickLakeSink } from '../../delivery/click-lake-sink.ts';
import { topicSamples } from '../../delivery/clicks/topic-samples.ts';
import { parkedBeforeLake } from '../../delivery/parked-before-lake.ts';
import { identityOf, topicEvent, type TopicEvent } from '../../delivery/topic-event.ts';
import { topicShares, topicSource } from '../../delivery/topic-source.ts';
import { lanesOf } from '../../processors/bridge/lanes.ts';
import { startLake, type CreateRows } from './lake.ts';

const [records, atOnce, pause, minute] = [600, 30, 20_017, 60_000];
const begin = Date.UTC(2026, 10, 22, 23, 57);
const arn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks';

/** What is wrong with the lake after a run under the faults of a seed, in which the day changes; nothing when it has every line. */
export async function lakeProblemsOf(
  seed: number,
  rows: CreateRows,
  rules: FaultRules = defaultFaults,
): Promise<string[]> {
  const clock = createClock(begin);
  const from = begin + (seed % 5) * minute;
  const outages = [{ point: 'delivery.destination-down', from, to: from + 3 * minute }] as const;
  const faults = createFaults({ seed, clock, rules, outages: rules === defaultFaults ? outages : [] });
  const services = { clock, faults };
  const topic = createKafkaTopic({ ...services, name: 'clicks', partitions: 3, retention: 7 * 86_400_000 });
  const stream = createStream({ arn, shards: 2, retention: 86_400_000, clock });
  const lake = startLake(services, stream, rows);
  const found = { stream, kafkaTopic: topic, bucket: lake.bucket };
  const place: Place = {
    clock,
    outputs: { ClickStreamName: 'clicks', LakeBucketName: 'lake' },
    find: ((kind: keyof typeof found) => found[kind]) as never,
  };
  const parked = parkedBeforeLake(place);
  const account = accountOf<TopicEvent, never>({
    identity: identityOf,
    name: identityOf,
    happened: ({ kind }) => kind,
    sources: { topic: topicSource(place) as never },
    sinks: { lake: clickLakeSink(place) },
    meantFor: ({ kind }) => (kind === 'wrong' ? [] : ['lake']),
    dropped: [],
    planted: () => false,
    parked,
    probes: [],
  });
  const samples = topicSamples(seed, { ...topicShares.check, wrong: 0 }, () => clock.now());
  const written = new Set<string>();
  for (let nth = 1; nth <= records; nth++) {
    topic.append(samples.next().value);
    if (nth % atOnce > 0) continue;
    const fresh = topic.records().filter((record) => !written.has(identityOf(record)));
    for (const { partitionKey, text } of lanesOf(fresh.map(asLambda)).lanes.flat()) stream.put(partitionKey, text);
    for (const record of fresh) written.add(identityOf(topicEvent(record)));
    await clock.advance(pause);
  }
  await clock.run(lake.idle());
  for (const store of parked) for (const { key } of store.objects()) await clock.run(store.giveBack(key));
  await clock.run(lake.idle());
  const lost = account.summary().flatMap(({ lostIds }) => lostIds.map((id) => `lost on the way to the lake: ${id}`));
  return [...lost, ...account.differences(), ...account.validButParked()];
}

/** A record of the topic as Lambda hands it over. */
const asLambda = ({ topic, partition, offset, timestamp, key, value, headers }: Parameters<typeof topicEvent>[0]) => ({
  topic,
  partition,
  offset,
  timestamp,
  key: key && Buffer.from(key).toString('base64'),
  value: value && Buffer.from(value).toString('base64'),
  headers: headers.map(([name, bytes]) => ({ [name]: bytes && [...bytes] })),
});
