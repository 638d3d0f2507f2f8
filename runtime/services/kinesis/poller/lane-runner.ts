import type { FunctionSide } from '../../../contracts/event-source.ts';
import type { StreamRecord } from '../../../contracts/records.ts';
import { digest } from '../../../kernel/identity.ts';
import { batchInfoOf, type EventWriter } from './event.ts';
import {
  emptyLane,
  step,
  type Lane,
  type LaneAction,
  type LaneEvent,
  type LaneRecord,
} from '../../../kernel/lanes/lane.ts';
import { RecordQueue } from '../../../kernel/lanes/record-queue.ts';
import type { StreamRules } from '../../../kernel/lanes/rules.ts';

/** Lambda guide, with-kinesis: "polls each shard in your Kinesis stream for records at a base rate of once per second". */
const pollInterval = 1000;

interface PolledRecord extends LaneRecord {
  readonly record: StreamRecord;
}

/** What a mapping is made of, for all its lanes. */
export interface LaneContext {
  readonly mapping: FunctionSide<StreamRecord>;
  readonly streamArn: string;
  readonly rules: StreamRules;
  readonly writer: EventWriter;
  readonly idled: () => void;
}

/** Runs one lane's state machine: gives it records and time, and does what it says. */
export class LaneRunner {
  readonly #name: string;
  readonly #context: LaneContext;
  readonly #queue = new RecordQueue<StreamRecord>();
  /** What comes before was done with by an earlier process. */
  readonly #checkpoint: bigint | undefined;
  #lane: Lane<PolledRecord> = emptyLane();
  #polls = false;

  constructor(name: string, context: LaneContext) {
    this.#name = name;
    this.#context = context;
    const checkpoint = context.mapping.checkpoints[name];
    this.#checkpoint = checkpoint === undefined ? undefined : BigInt(checkpoint);
  }

  get idle(): boolean {
    return this.#queue.length === 0 && this.#lane.phase === 'gathering' && this.#lane.waiting.length === 0;
  }

  /** Records that are neither processed nor discarded. */
  get left(): number {
    return this.#queue.length + outstanding(this.#lane).length;
  }

  enqueue(record: StreamRecord): void {
    if (this.#checkpoint !== undefined && BigInt(record.sequenceNumber) < this.#checkpoint) return;
    const { clock } = this.#context.mapping;
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
      this.#dispatch({ type: 'polled', at: this.#context.mapping.clock.now(), records });
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
    const left = outstanding(this.#lane)[0] ?? this.#queue.first;
    const all = outstanding(before);
    const first = left && all.findIndex(({ sequenceNumber }) => sequenceNumber === left.sequenceNumber);
    const done = first === undefined || first < 0 ? all : all.slice(0, first);
    const last = done.at(-1);
    if (last)
      this.#context.mapping.progress({
        lane: this.#name,
        next: String(BigInt(last.sequenceNumber) + 1n),
        arrivedAt: done.map(({ arrivedAt }) => arrivedAt),
      });
  }

  #perform(action: LaneAction<PolledRecord>): void {
    const { clock } = this.#context.mapping;
    if (action.type === 'wake') {
      clock.timer(Math.max(0, action.at - clock.now()), () => {
        this.#dispatch({ type: 'woken', at: clock.now() });
        this.#poll();
      });
    } else if (action.type === 'invoke') {
      void this.#invoke(action.records);
    } else {
      this.#giveUp(action);
    }
  }

  async #invoke(records: readonly PolledRecord[]): Promise<void> {
    const { mapping } = this.#context;
    const first = records[0]!.record;
    const outcome = await mapping.invoke({
      identity: `${first.partitionKey}#${digest(first.data)}`,
      event: () => this.#event(records),
      newestAt: records.at(-1)!.arrivedAt,
    });
    this.#dispatch({ type: 'invoked', at: mapping.clock.now(), outcome });
    // with-kinesis: Lambda goes on without a pause until the function has caught up with the stream.
    this.#poll();
  }

  #event(records: readonly PolledRecord[]): string[] {
    const { writer } = this.#context;
    return [...records.map(({ record }, at) => `${at === 0 ? '{"Records":[' : ','}${writer.text(record)}`), ']}'];
  }

  #giveUp({ records: polled, condition, invocations, outcome }: LaneAction<PolledRecord> & { type: 'discard' }): void {
    const { mapping, streamArn } = this.#context;
    const records = polled.map(({ record }) => record);
    const [first, last] = [records[0]!, records.at(-1)!];
    mapping.giveUp({
      records,
      condition,
      invocations,
      outcome,
      part: first.shardId,
      range: `${first.sequenceNumber}|${last.sequenceNumber}`,
      about: { KinesisBatchInfo: batchInfoOf(records, streamArn) },
      payload: () => this.#event(polled).join(''),
    });
  }
}

/** The records of a lane that have left the stream's queue and are not done with, in order. */
const outstanding = (lane: Lane<PolledRecord>): readonly PolledRecord[] =>
  lane.phase === 'gathering'
    ? lane.waiting
    : [lane.piece, ...lane.next].flatMap(({ records }) => records).concat(lane.waiting);
