// node --import tsx bench/push-run.ts RATE SECONDS, in the folder of a generated project of use case clickstream: produces so many events
// a second to its topic, and prints what push.ts reads.
import { setTimeout } from 'node:timers/promises';
import type { EventApi } from '../runtime/services/appsync/types.ts';
import type { ChangingTable } from '../runtime/services/dynamodb/types.ts';
import type { KafkaTopic } from '../runtime/services/kafka/types.ts';
import type { PushReport } from './push.ts';
import { fromProject, startedRun } from './project-run.ts';

/** Milliseconds between two bursts of events. */
const tick = 10;
/** Seconds until the way is the same for every event. */
const warmUp = 10;
/** Of the generator that the local run, the proof and the workshop have as well. */
const seed = 1;

const [rate, seconds] = process.argv.slice(2).map(Number) as [number, number];
const { topicSamples, topicShares } = {
  ...(await fromProject('delivery/clicks/topic-samples.ts')),
  ...(await fromProject('delivery/topic-source.ts')),
};

const run = await startedRun();
const { stack } = run;
const topic: KafkaTopic = stack.find('kafkaTopic');
const table = stack.find('table', stack.outputs['ResultsTableName']!) as ChangingTable;
const eventApi: EventApi = stack.find('eventApi');

/** When an event came to the topic, and first to the stream, by its id. */
const entered = new Map<string, number>();
const onStream = new Map<string, number>();
/** The event that has completed an offer, and when it was written, by user and key. */
const written = new Map<string, { readonly because: string; readonly at: number }>();
const hops: PushReport['hops'][number][] = [];
let isWarm = false;

const idsIn = (bytes: Uint8Array): string[] => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return [...text.matchAll(/"event_id": ?"(.*?)"/g)].map(([, id]) => id!);
};
const first = (times: Map<string, number>, bytes: Uint8Array): void => {
  for (const id of idsIn(bytes)) if (!times.has(id)) times.set(id, performance.now());
};
topic.onAppend(({ value }) => {
  if (isWarm && value !== null) first(entered, value);
});
stack.onRecord(({ data }) => first(onStream, data));
table.onChange(({ before, after }) => {
  const { user, result, because } = (after ?? {}) as Readonly<Record<string, { S: string } | undefined>>;
  if (before === undefined && because)
    written.set(`/offers/${user!.S} ${result!.S}`, { because: because.S, at: performance.now() });
});
eventApi.onBroadcast(({ channel, event }) => {
  const offer = `${channel} ${(JSON.parse(event) as { id: string }).id}`;
  const { because = '', at = 0 } = written.get(offer) ?? {};
  const [inTopic, inStream] = [entered.get(because), onStream.get(because)];
  if (!written.delete(offer) || inTopic === undefined || inStream === undefined) return;
  hops.push([inStream - inTopic, at - inStream, performance.now() - at]);
});

const samples = topicSamples(seed, topicShares['sound']!, Date.now);
let made = 0;
const begun = performance.now();
for (let now = 0; now < (warmUp + seconds) * 1000; now = performance.now() - begun) {
  isWarm = now > warmUp * 1000;
  for (const due = Math.floor((now * rate) / 1000); made < due; made++) topic.append(samples.next().value);
  await setTimeout(tick);
}
const took = (performance.now() - begun) / 1000;
await stack.settled();
const averageOf = (component: string): number => {
  const minutes = stack
    .metrics()
    .filter(({ name, dimensions }) => name === 'Duration' && dimensions['FunctionName']?.includes(component))
    .flatMap((series) => series.minutes);
  const total = (of: 'sum' | 'count'): number => minutes.reduce((all, minute) => all + minute[of], 0);
  return total('sum') / total('count');
};
const report: PushReport = {
  rate: made / took,
  hops,
  functions: { Bridge: averageOf('Bridge'), Push: averageOf('Push') },
};
await run.stop();
console.log(JSON.stringify(report));
