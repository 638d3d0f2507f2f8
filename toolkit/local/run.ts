import { join } from 'node:path';
import { startLocalStack, verdictOf } from '../../runtime/door.ts';
import type { Account } from '../../runtime/contracts/ledger.ts';
import type { LocalStack, LocalStackOptions } from '../../runtime/contracts/local-stack.ts';
import type { ViewVerdict } from '../../runtime/contracts/verdict.ts';
import { accountOf } from '../ledger/account.ts';
import type { Feeder, ParkedEvents, Pipeline, PipelineDescription } from '../pipeline.ts';
import type { Project } from '../project.ts';
import { localStackName } from '../stack/local-stack-name.ts';

export type RunOptions = Pick<
  LocalStackOptions,
  'assembly' | 'seed' | 'speed' | 'rules' | 'outages' | 'resume' | 'settings' | 'refused' | 'changed' | 'log'
> & {
  /** What the run keeps on the disk, below .local/ of the project; runs at the same time have different ones. Left out: "journal". */
  journal?: string;
};

/** The pipeline of a project on this machine, with an account of what its sources accept. */
export class LocalRun<Event, Sample> {
  readonly project: Project;
  readonly stack: LocalStack;
  readonly description: PipelineDescription<Event, Sample>;
  readonly pipeline: Pipeline<Event, Sample>;
  readonly account: Account<Event>;
  /** How many samples have been fed, those before a resume included. */
  fed: number;
  readonly #feeders: ReadonlyMap<string, Feeder<Sample>>;

  private constructor(project: Project, stack: LocalStack, description: PipelineDescription<Event, Sample>) {
    this.project = project;
    this.stack = stack;
    this.description = description;
    this.pipeline = description.at(stack);
    this.account = accountOf(this.pipeline);
    this.fed = stack.fedBefore;
    this.#feeders = new Map(
      Object.entries(this.pipeline.sources).map(([name, source]) => [name, source.feeder(stack)]),
    );
  }

  static async start<Event, Sample>(
    project: Project,
    description: PipelineDescription<Event, Sample>,
    { journal = 'journal', changed, ...options }: RunOptions,
  ): Promise<LocalRun<Event, Sample>> {
    const {
      existingTables,
      existingBuckets,
      existingKafka,
      jobs,
      scripts,
      failureStores,
      objectSinks: sinks,
      metrics,
    } = description;
    const { dropped, lag } = metrics;
    const stack = await startLocalStack({
      ...options,
      changed: { ...description.changed, ...changed },
      stackName: localStackName(project),
      existingTables,
      ...(existingBuckets ? { existingBuckets } : {}),
      ...(existingKafka ? { existingKafka } : {}),
      ...(jobs ? { jobs } : {}),
      ...(scripts ? { scripts } : {}),
      failureStores,
      sinks,
      journal: join(project.root, '.local', journal),
      measures: { dropped, lag },
    });
    const run = new LocalRun(project, stack, description);
    // what it writes is accepted like what is fed
    await description.prepare?.(stack);
    return run;
  }

  feed(source: string, sample: Sample): Promise<void> {
    return this.#feeders.get(source)!.feed(sample);
  }

  /** Remembers how many samples have been fed, for a resume too. */
  noteFed(position: number): void {
    this.fed = position;
    this.stack.fed(position);
  }

  /** What became of every event so far. */
  verdict(): ViewVerdict {
    const waiting = this.stack.waiting() + (this.pipeline.scheduled?.() ?? 0);
    return verdictOf(this.account.summary(), this.description.packed && waiting > 0 ? Infinity : waiting);
  }

  parked(): readonly ParkedEvents<Event>[] {
    return this.pipeline.parked.flatMap((store) => store.objects());
  }

  /** Gives one parked object back to its source, or everything that is parked. */
  async replay(key?: string): Promise<void> {
    for (const store of this.pipeline.parked)
      for (const object of store.objects())
        if (key === undefined || object.key === key) await store.giveBack(object.key);
  }

  async stop(options: { keep?: boolean } = {}): Promise<void> {
    for (const feeder of this.#feeders.values()) feeder.close();
    await this.stack.stop(options);
  }
}
