import type { FunctionSide } from '../../../contracts/event-source.ts';
import { digest } from '../../../kernel/identity.ts';
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
import type { ChangeRecord } from '../types.ts';
import { batchInfoOf } from './batch-info.ts';

/** Lambda guide, with-ddb: Lambda polls the shards of a stream "at a base rate of 4 times per second". */
const pollInterval = 250;

interface PolledChange extends LaneRecord {
  readonly record: ChangeRecord;
}

/** What a mapping is made of, for all its lanes. */
export interface LaneContext {
  readonly mapping: FunctionSide<ChangeRecord>;
  readonly streamArn: string;
  readonly rules: StreamRules;
  readonly idled: () => void;
}

/** Runs the state machine of one lane: gives it records and time, and does what it says. */
export class ShardLane {
  readonly #name: string;
  readonly #context: LaneContext;
  readonly #queue = new RecordQueue<ChangeRecord>();
  /** What comes before was done with by an earlier process. */
  readonly #checkpoint: bigint;
  #lane: Lane<PolledChange> = emptyLane();
  #polls = false;

  constructor(name: string, context: LaneContext) {
    this.#name = name;
    this.#context = context;
    this.#checkpoint = BigInt(context.mapping.checkpoints[name] ?? 0);
  }

  /** Records that are neither processed nor discarded. */
  get left(): number {
    return this.#queue.length + outstanding(this.#lane).length;
  }

  enqueue(record: ChangeRecord): void {
    if (BigInt(record.sequenceNumber) < this.#checkpoint) return;
    const { clock } = this.#context.mapping;
    this.#queue.push(record);
    if (this.#polls) return;
    this.#polls = true;
    clock.timer(pollInterval - (clock.now() % pollInterval), () => {
      this.#polls = false;
      this.#poll();
    });
  }

  #poll(): void {
    const { mapping, rules } = this.#context;
    while (this.#lane.phase === 'gathering' && this.#queue.length > 0) {
      const records = this.#queue.take(rules.batchSize - this.#lane.waiting.length).map(polled);
      this.#dispatch({ type: 'polled', at: mapping.clock.now(), records });
    }
  }

  #dispatch(event: LaneEvent<PolledChange>): void {
    const before = this.#lane;
    const { lane, actions } = step(before, event, this.#context.rules);
    this.#lane = lane;
    this.#tellProgress(before);
    for (const action of actions) this.#perform(action);
    if (this.left === 0) this.#context.idled();
  }

  #tellProgress(before: Lane<PolledChange>): void {
    const left = outstanding(this.#lane)[0] ?? this.#queue.first;
    const all = outstanding(before);
    const first = all.findIndex(({ sequenceNumber }) => sequenceNumber === left?.sequenceNumber);
    const done = first < 0 ? all : all.slice(0, first);
    const last = done.at(-1);
    if (last)
      this.#context.mapping.progress({
        lane: this.#name,
        next: String(BigInt(last.sequenceNumber) + 1n),
        arrivedAt: done.map(({ arrivedAt }) => arrivedAt),
      });
  }

  #perform(action: LaneAction<PolledChange>): void {
    const { clock } = this.#context.mapping;
    if (action.type === 'invoke') void this.#invoke(action.records);
    else if (action.type === 'discard') this.#giveUp(action);
    else
      clock.timer(Math.max(0, action.at - clock.now()), () => {
        this.#dispatch({ type: 'woken', at: clock.now() });
        this.#poll();
      });
  }

  async #invoke(records: readonly PolledChange[]): Promise<void> {
    const { mapping } = this.#context;
    const { itemKey, data } = records[0]!.record;
    const outcome = await mapping.invoke({
      identity: `${itemKey}#${digest(data)}`,
      event: () => eventOf(records),
      newestAt: records.at(-1)!.arrivedAt,
    });
    this.#dispatch({ type: 'invoked', at: mapping.clock.now(), outcome });
    this.#poll();
  }

  #giveUp({ records: given, condition, invocations, outcome }: LaneAction<PolledChange> & { type: 'discard' }): void {
    const { mapping, streamArn } = this.#context;
    const records = given.map(({ record }) => record);
    const [first, last] = [records[0]!, records.at(-1)!];
    mapping.giveUp({
      records,
      condition,
      invocations,
      outcome,
      part: first.shardId,
      range: `${first.sequenceNumber}|${last.sequenceNumber}`,
      about: { DDBStreamBatchInfo: batchInfoOf(records, streamArn) },
      payload: () => eventOf(given).join(''),
    });
  }
}

const textOf = ({ data }: ChangeRecord): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString();

const eventOf = (records: readonly PolledChange[]): string[] => [
  ...records.map(({ record }, at) => `${at === 0 ? '{"Records":[' : ','}${textOf(record)}`),
  ']}',
];

const polled = (record: ChangeRecord): PolledChange => ({
  record,
  sequenceNumber: record.sequenceNumber,
  arrivedAt: record.arrivedAt,
  eventBytes: record.data.length,
});

/** The records of a lane that have left its queue and are not done with, in order. */
const outstanding = (lane: Lane<PolledChange>): readonly PolledChange[] =>
  lane.phase === 'gathering'
    ? lane.waiting
    : [lane.piece, ...lane.next].flatMap(({ records }) => records).concat(lane.waiting);
