// node --import tsx bench/memory-run.ts EVENTS ITEMS, in the folder of a generated project: feeds so many changes of so many items
// into its pipeline, and prints what memory.ts reads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { FaultRules } from '../runtime/contracts/faults.ts';
import type { Account } from '../runtime/contracts/ledger.ts';
import type { Grant, LocalStack } from '../runtime/contracts/local-stack.ts';
import type { Item, Table } from '../runtime/services/dynamodb/types.ts';
import type { MemoryReport } from './memory.ts';

/** What is used here of the tools of a generated project. */
interface Tools {
  LocalRun: {
    start(
      project: { root: string },
      description: object,
      options: object,
    ): Promise<{ stack: LocalStack; account: Account<object>; stop(): Promise<void> }>;
  };
  pipeline: object;
  sampleChanges(options: object): Generator<{ kind: string; item?: object; key?: object }, never>;
  thisProject: { root: string };
  synthesized(project: string, derived: () => readonly never[], tell: (what: string) => void): string;
  noFaults: FaultRules;
}

/** As many as BatchWriteItem takes: in between, the runtime gets to work. */
const changesAtOnce = 25;
/** So many changes are ahead of the function that indexes them. */
const aheadAtMost = 4000;

const [events, items] = process.argv.slice(2).map(Number) as [number, number];
const from = async (path: string) => (await import(join(process.cwd(), path))) as unknown as Tools;
const { LocalRun, synthesized } = await from('.stream-pipeline/toolkit/toolkit.cjs');
const { pipeline: description } = await from('delivery/pipeline.ts');
const { sampleChanges } = await from('delivery/sample-changes.ts');
const { thisProject } = await from('tools/this-project.ts');
// the project's own: a second copy of the runtime would count as memory of the run
const { noFaults } = await from('.stream-pipeline/runtime/runtime.cjs');

const run = await LocalRun.start(thisProject, description, {
  // what was generated just now belongs to its contract
  assembly: synthesized(thisProject.root, () => [], console.error),
  seed: 1,
  speed: 1,
  rules: noFaults,
  outages: () => [],
  resume: false,
  settings: {},
  refused: ({ component, action, resource }: Grant) => {
    // nothing would come to an end
    console.error(`${component} may not ${action} on ${resource}`);
    process.exit(1);
  },
});
const { stack, account } = run;
const table: Table = stack.find('table', stack.outputs['TableName']!);
let taken = 0;
stack.onRecord(() => taken++);
const functions = new Map<number, string>();
const begun = performance.now();
const changes = sampleChanges({ seed: 1, items, fresh: 0.5, wrong: 0.001, unreadable: 0 });
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
