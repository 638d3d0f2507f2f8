import type { Clock } from './clock.ts';
import type { Outcome } from './function.ts';

/** What Lambda can poll on behalf of a function: the source's half of an event source mapping. `R` is what it holds. */
export interface EventSource<R> {
  readonly arn: string;
  /** What the role of the function has to allow on the source before Lambda creates a mapping. */
  readonly permissions: readonly string[];
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

export interface Batch {
  /** Names the batch to the fault oracle. */
  readonly identity: string;
  /** The event as JSON, in the source's own shape, in pieces that are put together. Written when it is sent. */
  event(): readonly string[];
  /** Epoch milliseconds: when the source took the last of the records, for IteratorAge. Undefined for sources without that metric. */
  readonly newestAt: number | undefined;
}

export interface GivenUp<R> {
  readonly records: readonly R[];
  /** `RetentionExceeded` is ours: the source has forgotten the records, and Lambda says nothing. */
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RetentionExceeded';
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

/** Takes what Lambda gives up, as objects: an S3 bucket. */
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
