import { WireError } from './error-code.ts';
import type { SentBatch } from './record-batch.ts';

/** Kafka, `ProducerStateEntry`: of each idempotent producer and partition, so many batches are known again. */
const batchesKept = 5;

/** A batch that was appended. */
interface Appended {
  readonly sequence: number;
  readonly count: number;
  readonly offset: number;
}

interface ProducerState {
  readonly epoch: number;
  /** The oldest first. */
  readonly batches: readonly Appended[];
}

/** What idempotent producers have appended to a topic: a batch that comes again is not appended again. */
export class ProducerStates {
  readonly #states = new Map<string, ProducerState>();

  /** The offset of a batch that was appended before. Throws for one that does not follow on what was appended. */
  offsetOf(partition: number, batch: SentBatch): number | undefined {
    const { producerId, epoch, baseSequence: sequence, records } = batch;
    if (producerId < 0n) return undefined;
    if (sequence < 0) throw new WireError('invalidRecord', `A sequence is a number from 0, not ${sequence}.`);
    const state = this.#states.get(nameOf(producerId, partition));
    // Kafka, `ProducerAppendInfo`: a producer that is not known begins where it says
    if (!state) return undefined;
    if (epoch < state.epoch)
      throw new WireError('invalidProducerEpoch', `The producer has the epoch ${epoch}, which is over.`);
    const isNewEpoch = epoch > state.epoch;
    const known = state.batches.find((each) => each.sequence === sequence && each.count === records.length);
    if (known && !isNewEpoch) return known.offset;
    const last = state.batches.at(-1)!;
    const next = isNewEpoch ? 0 : last.sequence + last.count;
    if (sequence !== next)
      throw new WireError('outOfOrderSequence', `The batch has the sequence ${sequence}, and the next one is ${next}.`);
    return undefined;
  }

  appended(partition: number, { producerId, epoch, baseSequence: sequence, records }: SentBatch, offset: number): void {
    if (producerId < 0n) return;
    const name = nameOf(producerId, partition);
    const before = this.#states.get(name);
    const batches = before?.epoch === epoch ? before.batches : [];
    const batch = { sequence, count: records.length, offset };
    this.#states.set(name, { epoch, batches: [...batches, batch].slice(-batchesKept) });
  }
}

const nameOf = (producerId: bigint, partition: number): string => `${producerId}|${partition}`;
