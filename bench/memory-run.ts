// node --import tsx bench/memory-run.ts EVENTS ITEMS, in the folder of a generated project: feeds so many changes of so many items
// into its pipeline, and prints what memory.ts reads.
import { readFileSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item, Table } from '../runtime/services/dynamodb/types.ts';
import type { MemoryReport } from './memory.ts';
import { fromProject, startedRun } from './project-run.ts';

/** As many as BatchWriteItem takes: in between, the runtime gets to work. */
const changesAtOnce = 25;
/** So many changes are ahead of the function that indexes them. */
const aheadAtMost = 4000;

const [events, items] = process.argv.slice(2).map(Number) as [number, number];
const { sampleChanges } = await fromProject('delivery/sample-changes.ts');
const run = await startedRun();
const { stack, account } = run;
const table: Table = stack.find('table', stack.outputs['TableName']!);
let taken = 0;
stack.onRecord(() => taken++);
const functions = new Map<number, string>();
const begun = performance.now();
const changes = sampleChanges({ seed: 1, items, fresh: 0.5, offContract: 0, wrong: 0.001, unreadable: 0 });
let tellAt = 0;
for (let made = 1; taken < events; made++) {
  const { kind, item, key } = changes.next().value;
  if (kind === 'put') table.put(marshall(item) as Item);
  else if (kind === 'delete') table.delete(marshall(key) as Item);
  else table.expire(marshall(key) as Item);
  if (made % changesAtOnce === 0) await setImmediate();
  while (taken - stack.flowing('Changes', 'Indexer') > aheadAtMost) await setTimeout(5);
  if (taken >= tellAt) {
    tellAt += Math.ceil(events / 20);
    noteFunctions();
    console.error(`${taken} events after ${seconds()} s: ${peak(process.pid)} MB`);
  }
}
await stack.settled();
noteFunctions();
const [index] = account.summary();
const report: MemoryReport = {
  events: taken,
  seconds: seconds(),
  runtime: peak(process.pid),
  functions: [...functions].map(([pid, name]) => ({ name, peak: peak(pid) })),
  index: index!,
};
await run.stop();
console.log(JSON.stringify(report));

function noteFunctions(): void {
  for (const pid of stack.processIds())
    if (!functions.has(pid)) functions.set(pid, variable(pid, 'AWS_LAMBDA_FUNCTION_NAME'));
}

function seconds(): number {
  return Math.round((performance.now() - begun) / 1000);
}

/** proc(5): the most memory that a process ever had, in MB. */
function peak(pid: number): number {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Math.round((Number(kibibytes) * 1024) / 1e6);
}

/** proc(5): the environment that a process began with. */
function variable(pid: number, name: string): string {
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return variables.find((each) => each.startsWith(`${name}=`))!.slice(name.length + 1);
}
