import type { FaultPoint } from '../runtime/contracts/faults.ts';
import type { AccountOptions } from '../runtime/contracts/ledger.ts';
import type { LocalStack, LocalStackOptions } from '../runtime/contracts/local-stack.ts';
import type { ProbeAnswer, ViewProbe } from '../runtime/view/state.ts';

/** Where a pipeline runs: a local run, or the stand-ins of a test. */
export type Place = Pick<LocalStack, 'clock' | 'outputs' | 'find'>;

/** All that commands and tests know of the pipeline of a project: delivery/pipeline.ts. */
export interface PipelineDescription<Event, Sample> {
  /** Tables that the stack uses without making them, given its outputs. */
  existingTables: LocalStackOptions['existingTables'];
  /** Buckets that the stack uses but does not create, given its outputs. Omit it if there are none. */
  existingBuckets?: NonNullable<LocalStackOptions['existingBuckets']>;
  /** Kafka clusters that the stack uses but does not create, given its outputs. Omit it if there are none. */
  existingKafka?: NonNullable<LocalStackOptions['existingKafka']>;
  /** What a local run has in the place of the programs of Flink applications, by their component. Omit it if there are none. */
  jobs?: NonNullable<LocalStackOptions['jobs']>;
  /** What a local run has in the place of the scripts of Glue jobs, by their component. Omit it if there are none. */
  scripts?: NonNullable<LocalStackOptions['scripts']>;
  /** What a local run does before its first sample: what people do once after a deployment. Omit it if there is nothing to do. */
  prepare?(stack: LocalStack): Promise<void>;
  /** Where its functions park what they refuse, given the outputs of the stack. */
  failureStores: LocalStackOptions['failureStores'];
  /** Sinks that are objects in S3, given the outputs of the stack. */
  objectSinks: LocalStackOptions['sinks'];
  /**
   * What a run on this machine has otherwise than the template: properties by the type of their resource. For what would make it wait for
   * hours. Left out: nothing.
   */
  changed?: NonNullable<LocalStackOptions['changed']>;
  /** What its sinks hold, in the plural: "documents". */
  entries: string;
  /**
   * A record on its way may carry any number of events: as long as one is on its way, every event without a fate is in flight. Left out,
   * a record is one event, and more events than records without a fate are lost.
   */
  packed?: true;
  metrics: PipelineMetrics;
  /** What a check lets fail altogether, each for a while. */
  outages: readonly FaultPoint[];
  at(place: Place): Pipeline<Event, Sample>;
}

/** The names of metrics that its functions report. */
export interface PipelineMetrics {
  /** How many events a function has written to a sink: one metric, or several that add up. None where no function writes to one. */
  delivered: string | readonly string[];
  /** How many it has found to be older than what the sink holds. Left out where no sink has keys. */
  superseded?: string;
  /** How many a drop rule left out. */
  dropped: readonly string[];
  /** Milliseconds from the source to the sink. */
  lag: readonly string[];
}

/** The two ends of a pipeline. Sinks, drop rules and names are what the runtime's account asks for. */
export interface Pipeline<Event, Sample> extends Omit<AccountOptions<Event>, 'parked'> {
  sources: Readonly<Record<string, Source<Event, Sample>>>;
  /** Everything that can park an event. */
  parked: readonly FailureStore<Event>[];
  /** What has happened, in a word or two: "written". */
  happened(event: Event): string;
  probes: readonly Probe[];
  /**
   * Does what schedules do hours later, and waits for its end: a check takes no account before. `settled` waits until nothing is on its way.
   * Left out: no sink waits for a schedule.
   */
  finish?(settled: () => Promise<void>): Promise<void>;
  /** At least as many as the events that wait for a schedule: they are in flight, and `waiting` of the run does not know of them. Left out: none. */
  scheduled?(): number;
  /** Writes something between its ends that is no event, as somebody else may. Left out: nobody else can. */
  stray?(): void;
}

/** A check needs some samples that are wrong, a live run some that can be found; of those that are sound, none is wrong. */
export type SamplePurpose = 'check' | 'live' | 'sound';

/** Where events come from. */
export interface Source<Event, Sample> {
  /** Samples without end; the same seed gives the same. */
  samples(seed: number, purpose: SamplePurpose): Generator<Sample, never>;
  /** Samples of the same lane are fed one after the other. */
  lane(sample: Sample): string;
  /** Feeds samples where they enter in AWS, through the API of that service. */
  feeder(stack: LocalStack): Feeder<Sample>;
  /** Calls the listener with every event that was accepted so far, and from now on. */
  onAccepted(listener: (event: Event) => void): void;
}

export interface Feeder<Sample> {
  feed(sample: Sample): Promise<void>;
  close(): void;
}

/** Where events are parked, complete and with a reason. */
export interface FailureStore<Event> {
  /** The sinks on whose way it parks. */
  sinks: readonly string[];
  objects(): readonly ParkedEvents<Event>[];
  /** Gives the events of an object back to their source, and removes the object. */
  giveBack(key: string): Promise<void>;
}

export interface ParkedEvents<Event> {
  key: string;
  /** Why, in a word: "rejected". */
  kind: string;
  at: Date;
  events: readonly { event: Event; reason: string }[];
}

/** What a person tries on the page, and a check at its end: a search, a query. One that `acts` is tried by people only, and by failures that name it. */
export interface Probe extends ViewProbe {
  /** `input` is what a person typed, without the spaces around it; empty when nothing was. */
  ask(stack: LocalStack, input: string): Promise<ProbeAnswer>;
  /** What is wrong with the answers, a sentence each; none when all is well. */
  problems(stack: LocalStack): Promise<readonly string[]>;
}
