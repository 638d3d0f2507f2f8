import { join } from 'node:path';
import type { FaultRules } from '../runtime/contracts/faults.ts';
import type { Account } from '../runtime/contracts/ledger.ts';
import type { Grant, LocalStack, LocalStackOptions } from '../runtime/contracts/local-stack.ts';
import type { NewKafkaRecord } from '../runtime/services/kafka/types.ts';

export interface Run {
  stack: LocalStack;
  account: Account<object>;
  stop(): Promise<void>;
}
export type PlainItem = Record<string, unknown>;

/** What is used here of the files of a generated project. */
export interface ProjectFiles {
  LocalRun: { start(project: { root: string }, description: object, options: object): Promise<Run> };
  pipeline: object;
  sampleChanges(options: object): Generator<{ kind: string; item?: object; key?: object }, never>;
  sampleItem(nth: number): PlainItem;
  documentId(key: readonly object[]): string;
  topicSamples(seed: number, shares: object, now: () => number): Generator<NewKafkaRecord, never>;
  topicShares: Readonly<Record<string, object>>;
  itemKey: readonly { name: string }[];
  itemName: string;
  thisProject: { root: string };
  synthesized(project: string, derived: () => readonly never[], tell: (what: string) => void): string;
  noFaults: FaultRules;
}

/** A file of the project in whose folder the process runs. */
export const fromProject = async (path: string): Promise<ProjectFiles> =>
  (await import(join(process.cwd(), path))) as unknown as ProjectFiles;

/** The pipeline of the project in whose folder the process runs, in real time and without faults. */
export async function startedRun(changed: NonNullable<LocalStackOptions['changed']> = {}): Promise<Run> {
  const { LocalRun, synthesized } = await fromProject('.stream-pipeline/toolkit/toolkit.cjs');
  const { pipeline } = await fromProject('delivery/pipeline.ts');
  const { thisProject } = await fromProject('tools/this-project.ts');
  // the project's own: a second copy of the runtime would count as memory of the run
  const { noFaults } = await fromProject('.stream-pipeline/runtime/runtime.cjs');
  return LocalRun.start(thisProject, pipeline, {
    // what was generated just now belongs to its contract
    assembly: synthesized(thisProject.root, () => [], console.error),
    seed: 1,
    speed: 1,
    rules: noFaults,
    outages: () => [],
    resume: false,
    settings: {},
    changed,
    refused: ({ component, action, resource }: Grant) => {
      // nothing would come to an end
      console.error(`${component} may not ${action} on ${resource}`);
      process.exit(1);
    },
  });
}
