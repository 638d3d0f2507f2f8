import type { Clock } from './clock.ts';
import type { Outcome } from './function.ts';
import type { Call } from './permissions.ts';

/** What Lambda can poll on behalf of a function: the source's half of an event source mapping. `R` is what it holds. */
export interface EventSource<R> {
  /** Of a source that AWS does not have, its address. */
  readonly arn: string;
  /** The component of the stack that stands for a source outside of it. */
  readonly component?: string;
  /** What the role of the function has to allow on the source before Lambda creates a mapping. */
  readonly permissions: readonly string[];
  /** What else it has to allow, given the properties of the mapping. */
  calls?(properties: Readonly<Record<string, unknown>>): readonly Call[];
  /** The same source as one mapping polls it, for a source that has to know which one that is. */
  of?(mapping: PollingMapping): EventSource<R>;
  /** Starts to poll. Throws for a property that Lambda refuses, naming it and what is allowed. */
  poll(mapping: FunctionSide<R>): Poller;
}

/** The function's half, the same for every source: invocations with their faults, the on-failure destination, checkpoints. */
export interface FunctionSide<R> {
  /** As in `AWS::Lambda::EventSourceMapping`. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly roleArn: string;
  /** Of the function, in milliseconds. */
  readonly timeout: number;
  readonly clock: Clock;
  /** By lane, the first position that is not done with, from an earlier run. */
  readonly checkpoints: Readonly<Record<string, string>>;
  /** Whether Lambda polls the source now. For a source that hides what it hands out: a stream keeps its records. */
  polls(): boolean;
  invoke(batch: Batch): Promise<Outcome>;
  /** Records that nobody tries any more. Writes the on-failure object, where the source still has them and there is a destination. */
  giveUp(batch: GivenUp<R>): void;
  progress(done: Progress): void;
}

/** What a source may know of a mapping, and tell it. */
export interface PollingMapping {
  readonly uuid: string;
  /** What was read from the source. */
  polled(read: PolledEvents): void;
  /** How far behind the source the mapping is, each minute. Left out where nobody asks. */
  lag?(lag: OffsetLag): void;
}

export interface PolledEvents {
  readonly count: number;
  /** How many of them the filter of the mapping leaves out. */
  readonly filteredOut: number;
}

/** Records that are in the source and not done with: those of the part that has most, and all of them. */
export interface OffsetLag {
  readonly most: number;
  readonly sum: number;
}

export interface Batch {
  /** Names the batch to the fault oracle. */
  readonly identity: string;
  /** The event as JSON, in the source's own shape, in pieces that are put together. Written when it is sent. */
  event(): readonly string[];
  /** Epoch milliseconds: when the source took the last of the records, for IteratorAge. Undefined for sources without that metric. */
  readonly newestAt: number | undefined;
  /** How many events it has, for a source that counts them. */
  readonly size?: number;
}

export interface GivenUp<R> {
  readonly records: readonly R[];
  /**
   * `RetentionExceeded` is ours: the source has forgotten the records, and Lambda says nothing. `MaximumPayloadSizeExceeded` is of
   * Kafka: one record does not fit into an event.
   */
  readonly condition:
    'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RetentionExceeded' | 'MaximumPayloadSizeExceeded';
  readonly invocations: number;
  readonly outcome: Outcome | undefined;
  /** The part of the source that the records are of, in the key of the on-failure object: a shard. */
  readonly part: string;
  /** Tells these records from all others of the part. */
  readonly range: string;
  /** What the on-failure object says of the batch: { KinesisBatchInfo: … }. */
  readonly about: object;
  /** The whole event, as text. */
  payload(): string;
}

/** Records that are done with, processed or given up. */
export interface Progress {
  readonly lane: string;
  /** The first position of the lane that may not be done with: where another process would go on. */
  readonly next: string;
  /** When the source took each of the records. */
  readonly arrivedAt: readonly number[];
}

export interface Poller {
  /** Resolves when everything in the source has been processed or given up. */
  idle(): Promise<void>;
  /** How many records are neither processed nor given up yet. */
  waiting(): number;
}

/** Takes what Lambda gives up: an S3 bucket as objects, an SQS queue as messages. */
export interface OnFailureDestination {
  /** Throws where Lambda may not write it: the records are lost. */
  write(key: string, body: string): void;
}

export interface Discard<R> {
  readonly records: readonly R[];
  readonly condition: GivenUp<R>['condition'];
  /** The on-failure object, or undefined where the records are lost. */
  readonly objectKey: string | undefined;
  /** Whether there is a place for them. */
  readonly hasDestination: boolean;
}
