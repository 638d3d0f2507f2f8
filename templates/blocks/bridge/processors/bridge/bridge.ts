import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { Reasons } from '../lib/reasons.ts';
import type { KafkaBatchResponse, KafkaEvent, KafkaRecord } from './kafka-record.ts';
import type { Saying } from './line.ts';
import { lanesOf, type LaneRecord, type ReadPartition } from './lanes.ts';
import type { bridgeMetrics } from './metrics.ts';
import type { OrderedWriter } from '../lib/ordered-writer/ordered-writer.ts';
import type { ParkedRecords } from './parked-records.ts';

export interface BridgedBatch {
  response: KafkaBatchResponse;
  counts: Record<keyof typeof bridgeMetrics, number>;
  /** Milliseconds, for each partition that is done. */
  lags: number[];
}

export interface BridgePorts {
  writer: Pick<OrderedWriter<LaneRecord>, 'write'>;
  parked: Pick<ParkedRecords, 'park'>;
  clock: Pick<Clock, 'now' | 'timeout'>;
  saidOf: Saying;
}

/** A partition of a batch, and what became of it. */
interface Partition extends ReadPartition {
  /** As Lambda calls it: `TOPIC-PARTITION`. */
  name: string;
  records: readonly KafkaRecord[];
}

/**
 * Brings records of a topic into the stream, in the order of each key: an event never gets there before an earlier one of its key and
 * partition. A record is done when it is in the stream or parked, and the answer names every one that is not. Lambda may deliver again what
 * is named, or everything from the first of them on (Lambda developer guide, "Configuring error handling controls for Kafka event
 * sources", does not say). So an event may get into the stream twice: sinks know it by topic, partition and offset.
 */
export class Bridge {
  readonly #ports: BridgePorts;

  constructor(ports: BridgePorts) {
    this.#ports = ports;
  }

  async bridge({ records }: KafkaEvent, deadline: Deadline, reasons: Reasons): Promise<BridgedBatch> {
    const partitions = Object.entries(records).map(([name, its]): Partition => ({
      name,
      records: its,
      ...lanesOf(its, this.#ports.saidOf),
    }));
    const counts = { events: 0, tombstones: 0, parked: 0, unparked: 0, left: 0, written: 0 };
    const [written, parked] = await Promise.all([
      this.#ports.writer.write(
        partitions.flatMap(({ lanes }) => lanes),
        deadline,
      ),
      Promise.all(partitions.map((partition) => this.#park(partition, deadline, counts, reasons))),
    ]);
    const lags: number[] = [];
    const batchItemFailures: KafkaBatchResponse['batchItemFailures'] = [];
    let lane = 0;
    for (const [at, { name, records: its, lanes, rejected }] of partitions.entries()) {
      const missing: number[] = parked[at] ? [] : rejected.map(({ record }) => record.offset);
      for (const each of lanes) {
        const done = written[lane++]!;
        for (const record of each.slice(0, done)) countWritten(counts, record.lines);
        for (const { offsets } of each.slice(done)) missing.push(...offsets);
      }
      if (missing.length > 0) {
        counts.left++;
        for (const offset of missing.toSorted((one, other) => one - other))
          batchItemFailures.push({ itemIdentifier: { partition: name, offset } });
      } else if (its.length > 0) {
        const oldest = its.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity);
        lags.push(Math.max(0, this.#ports.clock.now() - oldest));
      }
    }
    return { response: { batchItemFailures }, counts, lags };
  }

  /** Whether the failure store has what has to be there. */
  async #park(
    { rejected }: Partition,
    deadline: Deadline,
    counts: BridgedBatch['counts'],
    reasons: Reasons,
  ): Promise<boolean> {
    const { parked, clock } = this.#ports;
    try {
      await parked.park(rejected, clock.timeout(deadline.remaining()));
    } catch (error) {
      counts.unparked += rejected.length;
      reasons.add('not parked', awsReason(error), rejected.length);
      return false;
    }
    counts.parked += rejected.length;
    for (const { reason } of rejected) reasons.add('parked', reason, 1);
    return true;
  }
}

function countWritten(
  counts: BridgedBatch['counts'],
  { event, tombstone }: { event: number; tombstone: number },
): void {
  counts.written++;
  counts.events += event + tombstone;
  counts.tombstones += tombstone;
}
