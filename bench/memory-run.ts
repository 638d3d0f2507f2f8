// node --import tsx bench/memory-run.ts EVENTS KEYS, in the folder of a generated project: feeds so many changes into its pipeline.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { marshall } from '@aws-sdk/util-dynamodb';
import { noFaults, type Item, type StreamRecord, type Table } from '../runtime/api.ts';
import type { LocalStack } from '../runtime/local-api.ts';

/** What is used here of the tools of a generated project. */
interface Tools {
  LocalPipeline: {
    start(options: object): Promise<{
      stack: LocalStack;
      places: { table: Table };
      account: { size: number; ledger(places: object): { summary(): readonly Record<string, number>[] } };
      stop(): Promise<void>;
    }>;
  };
  sampleChanges(options: object): Generator<{ kind: string; item?: object; key?: object }, never>;
}

/** So many changes are ahead of the function that indexes them. */
const aheadAtMost = 4000;

const [events, items] = process.argv.slice(2).map(Number) as [number, number];
const tool = async (path: string) => (await import(join(process.cwd(), 'tools', 'local', path))) as unknown as Tools;
const { LocalPipeline } = await tool('pipeline.ts');
const { sampleChanges } = await tool('sample-changes.ts');

const pipeline = await LocalPipeline.start({
  assembly: join(process.cwd(), 'cdk.out'),
  seed: 1,
  speed: 1,
  rules: noFaults,
  outages: () => [],
  resume: false,
  refused: (grant: object) => console.error(grant),
});
const { stack, places } = pipeline;
let taken = 0;
stack.onRecord((_: StreamRecord) => taken++);
const pids = new Set<number>();
const begun = performance.now();
const changes = sampleChanges({ seed: 1, items, wrong: 0.001, unreadable: 0 });
let tellAt = 0;
while (taken < events) {
  const { kind, item, key } = changes.next().value;
  if (kind === 'put') places.table.put(marshall(item) as Item);
  else if (kind === 'delete') places.table.delete(marshall(key) as Item);
  else places.table.expire(marshall(key) as Item);
  if (taken - stack.passed('Indexer').in > aheadAtMost) {
    for (const pid of stack.processIds()) pids.add(pid);
    await setTimeout(5);
  }
  if (taken >= tellAt) {
    tellAt += Math.ceil(events / 20);
    console.error(
      `${taken} events after ${seconds()} s: ${peak(process.pid)} MB, journal ${Math.round(statSync('.local/journal').size / 1e6)} MB`,
    );
  }
}
await stack.settled();
for (const pid of stack.processIds()) pids.add(pid);
const report = {
  events: taken,
  seconds: seconds(),
  runtime: peak(process.pid),
  functions: [...pids].map(peak),
  ledger: pipeline.account.ledger(pipeline.places).summary(),
  withLedger: peak(process.pid),
};
await pipeline.stop();
console.log(JSON.stringify(report));

function seconds(): number {
  return Math.round((performance.now() - begun) / 1000);
}

/** proc(5): the most memory that a process ever had, in MB; 0 when it is gone. */
function peak(pid: number): number {
  try {
    return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000);
  } catch {
    return 0;
  }
}
