import { hash } from 'node:crypto';
import type { Discard, StreamMapping, StreamMappingOptions, StreamRecord } from '../../../api.ts';
import { invoke } from '../../lambda/invoke.ts';
import { digest, uuidOf } from '../../../kernel/identity.ts';
import { eventWriter, failureObjectOf, type EventWriter } from './event.ts';
import { RecordQueue } from './record-queue.ts';
import { rulesOf, type StreamRules } from './rules.ts';
import { emptyLane, step, type Lane, type LaneAction, type LaneEvent, type LaneRecord } from './lane.ts';

/** Lambda guide, with-kinesis: "polls each shard in your Kinesis stream for records at a base rate of once per second". */
const pollInterval = 1000;

const keptDiscards = 1000;

interface PolledRecord extends LaneRecord {
  readonly record: StreamRecord;
}

/** What a running mapping is made of, for all its lanes. */
interface Context {
  readonly options: StreamMappingOptions;
  readonly rules: StreamRules;
  readonly discarded: Discard[];
  readonly idled: () => void;
  readonly writer: EventWriter;
  readonly nextRequestId: () => string;
}

export class KinesisMapping implements StreamMapping {
  /** By shard, then by the part of it. */
  readonly #lanes = new Map<string, LaneRunner[]>();
  readonly #context: Context;
  #invocations = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: StreamMappingOptions) {
    this.#context = {
      options,
      rules: rulesOf(options.properties, options.stream.retention),
      discarded: [],
      idled: () => this.#idled(),
      writer: eventWriter(options.stream.arn, options.function.roleArn),
      nextRequestId: () => uuidOf(`${options.uuid}|${++this.#invocations}`),
    };
    if (options.properties.StartingPosition === 'TRIM_HORIZON') {
      for (const record of options.stream.records()) this.#route(record);
    }
    options.stream.onPut((record) => this.#route(record));
  }

  async idle(): Promise<void> {
    while (!this.#isIdle()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  waiting(): number {
    return [...this.#lanes.values()].flat().reduce((sum, lane) => sum + lane.left, 0);
  }

  /** Why records wait: what came of the last invocation in the lane that has tried most often. */
  obstacle(): string | undefined {
    const tried = [...this.#lanes.values()].flat().map((lane) => lane.tries);
    return tried.toSorted((one, other) => other.invocations - one.invocations)[0]?.text;
  }

  discarded(): readonly Discard[] {
    return this.#context.discarded;
  }

  invocations(): number {
    return this.#invocations;
  }

  #route(record: StreamRecord): void {
    const part = partOf(record.partitionKey, this.#context.rules.parallelization);
    let lanes = this.#lanes.get(record.shardId);
    if (lanes === undefined) this.#lanes.set(record.shardId, (lanes = []));
    const lane = (lanes[part] ??= new LaneRunner(`${record.shardId}/${part}`, this.#context));
    lane.enqueue(record);
  }

  #isIdle(): boolean {
    return [...this.#lanes.values()].flat().every((lane) => lane.idle);
  }

  #idled(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Lambda guide, with-kinesis: with ParallelizationFactor, records are processed in order at the partition-key level. */
function partOf(partitionKey: string, parts: number): number {
  return parts === 1 ? 0 : parseInt(hash('md5', partitionKey).slice(-8), 16) % parts;
}

/** Runs one lane's state machine: gives it records and time, and does what it says. */
class LaneRunner {
  readonly #name: string;
  readonly #context: Context;
  readonly #queue = new RecordQueue();
  /** What comes before was done with by an earlier process. */
  readonly #checkpoint: bigint | undefined;
  #lane: Lane<PolledRecord> = emptyLane();
  #polls = false;

  constructor(name: string, context: Context) {
    this.#name = name;
    this.#context = context;
    const checkpoint = context.options.checkpoints?.[name];
    this.#checkpoint = checkpoint === undefined ? undefined : BigInt(checkpoint);
  }

  get idle(): boolean {
    return this.#queue.length === 0 && this.#lane.phase === 'gathering' && this.#lane.waiting.length === 0;
  }

  /** Records that are neither processed nor discarded. */
  get left(): number {
    return this.#queue.length + outstanding(this.#lane).length;
  }

  /** Of what it is trying now: how often, and what came of it. */
  get tries(): { readonly invocations: number; readonly text: string | undefined } {
    if (this.#lane.phase === 'gathering') return { invocations: 0, text: undefined };
    const { invocations, outcome } = this.#lane.piece;
    if (!outcome) return { invocations, text: undefined };
    const what =
      outcome.type === 'returned'
        ? 'reported a record as failed'
        : outcome.type === 'failed'
          ? `failed: ${outcome.message}`
          : 'was throttled';
    return { invocations, text: `the last of ${invocations} invocations ${what}` };
  }

  enqueue(record: StreamRecord): void {
    if (this.#checkpoint !== undefined && BigInt(record.sequenceNumber) < this.#checkpoint) return;
    const { clock } = this.#context.options;
    this.#queue.push(record);
    if (this.#polls) return;
    this.#polls = true;
    const untilNextPoll = pollInterval - (clock.now() % pollInterval);
    clock.timer(untilNextPoll, () => {
      this.#polls = false;
      this.#poll();
    });
  }

  #poll(): void {
    while (this.#lane.phase === 'gathering' && this.#queue.length > 0) {
      const wanted = this.#context.rules.batchSize - this.#lane.waiting.length;
      const records = this.#queue.take(wanted).map((record) => this.#polled(record));
      this.#dispatch({ type: 'polled', at: this.#context.options.clock.now(), records });
    }
  }

  #polled(record: StreamRecord): PolledRecord {
    const { sequenceNumber, arrivedAt } = record;
    return { record, sequenceNumber, arrivedAt, eventBytes: this.#context.writer.bytes(record) };
  }

  #dispatch(event: LaneEvent<PolledRecord>): void {
    const before = this.#lane;
    const { lane, actions } = step(before, event, this.#context.rules);
    this.#lane = lane;
    this.#tellProgress(before);
    for (const action of actions) this.#perform(action);
    if (this.idle) this.#context.idled();
  }

  #tellProgress(before: Lane<PolledRecord>): void {
    const { observer } = this.#context.options;
    if (!observer) return;
    const left = outstanding(this.#lane)[0] ?? this.#queue.first;
    const all = outstanding(before);
    const first = left && all.findIndex(({ sequenceNumber }) => sequenceNumber === left.sequenceNumber);
    const done = first === undefined || first < 0 ? all : all.slice(0, first);
    if (done.length > 0)
      observer.progress(
        this.#name,
        done.map(({ record }) => record),
        left?.sequenceNumber,
      );
  }

  #perform(action: LaneAction<PolledRecord>): void {
    const { clock } = this.#context.options;
    if (action.type === 'wake') {
      clock.timer(Math.max(0, action.at - clock.now()), () => {
        this.#dispatch({ type: 'woken', at: clock.now() });
        this.#poll();
      });
    } else if (action.type === 'invoke') {
      void this.#invoke(action.records);
    } else {
      this.#discard(action);
    }
  }

  async #invoke(records: readonly PolledRecord[]): Promise<void> {
    const { options, nextRequestId } = this.#context;
    const { clock, faults, function: target } = options;
    const first = records[0]!.record;
    const outcome = await invoke({
      function: target,
      texts: () => this.#texts(records),
      requestId: nextRequestId(),
      identity: `${first.partitionKey}#${digest(first.data)}`,
      clock,
      faults,
    });
    this.#dispatch({ type: 'invoked', at: clock.now(), outcome });
    // with-kinesis: Lambda goes on without a pause until the function has caught up with the stream.
    this.#poll();
  }

  #texts(records: readonly PolledRecord[]): string[] {
    return records.map(({ record }) => this.#context.writer.text(record));
  }

  #discard({ records, condition, invocations, outcome }: LaneAction<PolledRecord> & { type: 'discard' }): void {
    const { options } = this.#context;
    const { onFailure } = options;
    const discard = { records: records.map(({ record }) => record), condition };
    if (onFailure === 'none' || condition === 'RetentionExceeded') {
      this.#remember({ ...discard, objectKey: undefined });
      return;
    }
    const { key, body } = failureObjectOf({
      ...discard,
      mapping: options.uuid,
      function: options.function,
      streamArn: options.stream.arn,
      invocations,
      outcome,
      at: options.clock.now(),
      payload: `{"Records":[${this.#texts(records).join(',')}]}`,
    });
    onFailure.write(key, body);
    this.#remember({ ...discard, objectKey: key });
  }

  #remember(discard: Discard): void {
    const { discarded } = this.#context;
    if (discarded.push(discard) > keptDiscards) discarded.shift();
    this.#context.options.observer?.discarded(discard);
  }
}

/** The records of a lane that have left the stream's queue and are not done with, in order. */
const outstanding = (lane: Lane<PolledRecord>): readonly PolledRecord[] =>
  lane.phase === 'gathering'
    ? lane.waiting
    : [lane.piece, ...lane.next].flatMap(({ records }) => records).concat(lane.waiting);
