// node --import tsx bench/load-run.ts RATE SECONDS, in the folder of a generated project: writes so many items a second into its table,
// and prints what load.ts reads.
import { setTimeout } from 'node:timers/promises';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item, Table } from '../runtime/services/dynamodb/types.ts';
import type { SearchIndex } from '../runtime/services/opensearch/types.ts';
import type { LoadReport } from './load.ts';
import { fromProject, startedRun } from './project-run.ts';

/** Milliseconds between two bursts of writes. */
const tick = 10;
/** Seconds until the way is the same for every item. */
const warmUp = 5;
/** Of so many items a second the way is watched. */
const watchedASecond = 50;
/** Milliseconds between two looks at the index. */
const lookEvery = 5;

/** An item on its way: when it came to each place, in milliseconds. */
interface Watched {
  /** The first attribute of its key. */
  readonly key: string;
  /** In the index. */
  readonly id: string;
  readonly written: number;
  onStream?: number;
  indexed?: number;
  searchable?: number;
}

const [rate, seconds] = process.argv.slice(2).map(Number) as [number, number];
const { sampleItem } = await fromProject('delivery/sample-items.ts');
const { documentId } = await fromProject('processors/indexer/document-id.ts');
const { itemKey } = await fromProject('contract/derived/item-table.ts');
const { itemName } = await fromProject('contract/derived/item.ts');

// a stream on demand has room for 4,000 records a second until it has grown
const run = await startedRun({ 'AWS::Kinesis::Stream': { ShardCount: Math.max(4, Math.ceil(rate / 500)) } });
const { stack } = run;
const table: Table = stack.find('table', stack.outputs['TableName']!);
const index: SearchIndex = stack.find('index');

const done: Watched[] = [];
/** By the id in the index. */
const coming = new Map<string, Watched>();
stack.onRecord(({ data }) => {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  for (const watched of coming.values())
    if (watched.onStream === undefined && bytes.includes(`"${watched.key}"`)) watched.onStream = performance.now();
});

function look(): void {
  for (const watched of coming.values()) {
    if (watched.onStream === undefined) continue;
    const path = `/${itemName}/_doc/${encodeURIComponent(watched.id)}`;
    if (watched.indexed === undefined && index.handle({ method: 'GET', path, query: {}, body: '' }).status === 200)
      watched.indexed = performance.now();
  }
  const indexed = [...coming.values()].filter((each) => each.indexed !== undefined);
  if (indexed.length === 0) return;
  const body = JSON.stringify({
    query: { ids: { values: indexed.map(({ id }) => id) } },
    size: indexed.length,
    _source: false,
  });
  const answer = index.handle({ method: 'POST', path: `/${itemName}/_search`, query: {}, body });
  const { hits } = JSON.parse(answer.body) as { hits: { hits: { _id: string }[] } };
  for (const { _id } of hits.hits) {
    const watched = coming.get(_id)!;
    watched.searchable = performance.now();
    coming.delete(_id);
    done.push(watched);
  }
}

let made = 0;
const put = (watch: boolean): void => {
  const item = marshall(sampleItem(made++)) as Item;
  if (watch) {
    const values = itemKey.map(({ name }) => item[name]!);
    const id = documentId(values);
    coming.set(id, { key: String(Object.values(values[0]!)[0]), id, written: performance.now() });
  }
  table.put(item);
};

const looking = setInterval(look, lookEvery);
const begun = performance.now();
let watched = 0;
for (let now = 0; now < (warmUp + seconds) * 1000; now = performance.now() - begun) {
  const due = Math.floor((now * rate) / 1000);
  while (made < due) {
    const warm = now > warmUp * 1000;
    const watch = warm && watched < (now / 1000 - warmUp) * watchedASecond;
    if (watch) watched++;
    put(watch);
  }
  await setTimeout(tick);
}
const took = (performance.now() - begun) / 1000;
while (coming.size > 0) await setTimeout(tick);
clearInterval(looking);
await stack.settled();
const report: LoadReport = {
  rate: made / took,
  hops: done.map(({ written, onStream, indexed, searchable }) => [
    onStream! - written,
    indexed! - onStream!,
    searchable! - indexed!,
  ]),
};
await run.stop();
console.log(JSON.stringify(report));
