import type { Brokers } from './brokers.ts';
import { duplicateSequence, errorOf, KafkaError, kafkaErrorOf } from './kafka-error.ts';
import { nextBatches } from './next-batches.ts';
import {
  initProducerId,
  metadata,
  produce,
  takeInitProducerId,
  takeMetadata,
  takeProduced,
  type Produced,
} from './requests.ts';
import type { TimeLeft, Timing } from './timing.ts';
import type { WireReader } from './wire/wire-reader.ts';
import { batchHead, recordBatch, recordSize, type BatchIdentity, type TopicRecord } from './wire/record-batch.ts';

/** Apache Kafka, topic configuration, `max.message.bytes`: its default. */
export const batchBytes = 1_048_588;

/** What became of a record. */
export type Outcome =
  /** All replicas in sync have it. */
  | { kind: 'acknowledged' }
  /** No broker will take it. */
  | { kind: 'refused'; reason: string }
  /** Time has run out, or the brokers do not let this role write. It may be in the topic all the same: send it again. */
  | { kind: 'unavailable'; reason: string; isDenied: boolean };

/** Why a try has failed, for a log: what comes next is another try, or the outcome. */
export type SayRetry = (reason: string) => void;

type Identity = Omit<BatchIdentity, 'sequence'>;

/** Records that are on their way: where they are in what `send` was given, and what becomes of them. */
interface Sending {
  records: readonly TopicRecord[];
  outcomes: (Outcome | undefined)[];
  deadline: TimeLeft;
}

const firstPause = 50;
const longestPause = 1_000;
/** Milliseconds for one request: a broker that is silent for longer is asked again. */
const longestRequest = 5_000;

/**
 * Writes records to a topic, as an idempotent producer that waits for all replicas in sync. Records of one key are in one partition and
 * in the order in which they are given: a batch begins when the one before it is acknowledged. One `send` at a time.
 */
export class TopicProducer {
  readonly #topic: string;
  readonly #brokers: Pick<Brokers, 'ask'>;
  readonly #clock: Timing;
  readonly #random: () => number;
  /** `max.message.bytes` of the topic: of a batch. */
  readonly #batchBytes: number;
  #leaders: readonly (string | undefined)[] | undefined;
  #identity: Identity | undefined;
  /** Next sequence number by partition: how many records this producer has written there. */
  readonly #sequences = new Map<number, number>();
  /** Partitions whose records go one by one, since a batch of them was refused. */
  readonly #oneByOne = new Set<number>();

  constructor(
    topic: { name: string; batchBytes: number },
    brokers: Pick<Brokers, 'ask'>,
    clock: Timing,
    random: () => number,
  ) {
    this.#topic = topic.name;
    this.#batchBytes = topic.batchBytes;
    this.#brokers = brokers;
    this.#clock = clock;
    this.#random = random;
  }

  /** Outcomes in the order of the records. Never rejects because of the brokers. */
  async send(records: readonly TopicRecord[], deadline: TimeLeft, sayRetry: SayRetry): Promise<Outcome[]> {
    const outcomes = records.map((record) => this.#tooLarge(record));
    const sending: Sending = { records, outcomes, deadline };
    let failure: KafkaError | undefined;
    for (let failures = 0; outcomes.includes(undefined) && deadline.remaining() > 0;) {
      try {
        await this.#sendNext(sending);
      } catch (error) {
        failure = kafkaErrorOf(error);
        sayRetry(failure.message);
        if (failure.failure === 'denied') break;
        await this.#clock.sleep(Math.min(this.#pause(failures++), deadline.remaining()));
      }
    }
    if (!outcomes.includes(undefined)) return outcomes as Outcome[];
    // nobody knows whether the brokers have what they have not acknowledged: its sequence numbers are not used again
    this.#forget();
    const reason = failure?.message ?? 'no time left';
    return outcomes.map(
      (outcome) => outcome ?? { kind: 'unavailable', reason, isDenied: failure?.failure === 'denied' },
    );
  }

  #tooLarge(record: TopicRecord): Outcome | undefined {
    const size = batchHead + recordSize(record);
    if (size <= this.#batchBytes) return undefined;
    return { kind: 'refused', reason: `a record of ${size} bytes, and the topic takes ${this.#batchBytes}` };
  }

  /** The next batch of each partition, with one request to each leader. Rejects with the first failure, after all have answered. */
  async #sendNext(sending: Sending): Promise<void> {
    const leaders = (this.#leaders ??= await this.#ask(undefined, metadata(this.#topic), takeMetadata, sending));
    const identity = (this.#identity ??= await this.#ask(undefined, initProducerId(), takeInitProducerId, sending));
    const batches = nextBatches(sending.records, sending.outcomes, {
      partitions: leaders.length,
      bytes: this.#batchBytes,
      oneByOne: this.#oneByOne,
    });
    const byLeader = Map.groupBy(batches, ([partition]) => leaders[partition]);
    const failures = await Promise.all(
      [...byLeader].map(([leader, all]) =>
        this.#sendTo(leader, new Map(all), identity, sending).then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    const failed = failures.find((failure) => failure !== undefined);
    if (failed !== undefined) throw failed;
  }

  async #sendTo(
    leader: string | undefined,
    batches: ReadonlyMap<number, readonly number[]>,
    identity: Identity,
    sending: Sending,
  ): Promise<void> {
    if (leader === undefined) {
      this.#leaders = undefined;
      throw new KafkaError('stale', 'a partition has no leader');
    }
    const encoded = new Map(
      [...batches].map(([partition, at]) => {
        const sequence = this.#sequences.get(partition) ?? 0;
        return [
          partition,
          recordBatch(
            at.map((each) => sending.records[each]!),
            { ...identity, sequence },
          ),
        ] as const;
      }),
    );
    try {
      const request = produce(this.#topic, encoded, this.#milliseconds(sending));
      const produced = await this.#ask(leader, request, takeProduced, sending);
      for (const [partition, at] of batches) this.#take(partition, at, produced.get(partition), sending);
    } catch (error) {
      // another broker may lead by now
      this.#leaders = undefined;
      throw error;
    }
  }

  /** Throws where the batch has to be sent again. */
  #take(partition: number, at: readonly number[], produced: Produced | undefined, { outcomes }: Sending): void {
    const code = produced?.code ?? -1;
    if (code === 0 || code === duplicateSequence) {
      this.#sequences.set(partition, (this.#sequences.get(partition) ?? 0) + at.length);
      for (const each of at) outcomes[each] = { kind: 'acknowledged' };
      return;
    }
    const error = errorOf(code, `writing to partition ${partition}`);
    if (error.failure === 'sequence') this.#forget();
    if (error.failure !== 'refused') throw error;
    if (at.length > 1) this.#oneByOne.add(partition);
    else outcomes[at[0]!] = { kind: 'refused', reason: error.message };
  }

  #ask<T>(
    address: string | undefined,
    request: Parameters<Brokers['ask']>[1],
    take: (answer: WireReader) => T,
    sending: Sending,
  ): Promise<T> {
    return this.#brokers.ask(address, request, take, this.#milliseconds(sending));
  }

  #milliseconds({ deadline }: Sending): number {
    return Math.max(1, Math.min(longestRequest, deadline.remaining()));
  }

  #pause(failures: number): number {
    return Math.min(longestPause, firstPause * 2 ** failures) * (0.5 + this.#random() / 2);
  }

  #forget(): void {
    this.#identity = undefined;
    this.#sequences.clear();
  }
}
