import { awsReason } from '../lib/aws-reason.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deadline } from '../lib/deadline.ts';
import type { Reasons } from '../lib/reasons.ts';
import type { DeliveryWriter } from './delivery-writer.ts';
import type { KafkaBatchResponse, KafkaEvent, KafkaRecord } from './kafka-record.ts';
import type { landingMetrics } from './metrics.ts';
import type { ParkedKafkaRecord, ParkedRecords } from './parked-records.ts';
import { rowOf, type Row } from './row.ts';

export interface LandedBatch {
  response: KafkaBatchResponse;
  counts: Record<keyof typeof landingMetrics, number>;
  /** Milliseconds, for each partition that is done. */
  lags: number[];
}

export interface LandingPorts {
  writer: Pick<DeliveryWriter, 'write'>;
  parked: Pick<ParkedRecords, 'park'>;
  clock: Pick<Clock, 'now' | 'timeout'>;
}

/** A partition of a batch, and what becomes of its records. */
interface Partition {
  /** As Lambda calls it: `TOPIC-PARTITION`. */
  name: string;
  records: readonly KafkaRecord[];
  rows: readonly Row[];
  rejected: readonly ParkedKafkaRecord[];
  tombstones: number;
}

/**
 * Brings records of a topic into the raw zone. A record is done when Firehose has its row, when it is parked, or when it has no value. The
 * answer names every record that is not done, the first of each partition among them. Lambda may deliver again what is named, or
 * everything from the first of them on (Lambda developer guide, "Configuring error handling controls for Kafka event sources", does not
 * say). So an event may land twice: topic, partition and offset tell a repetition, and the curation leaves it out.
 */
export class Landing {
  readonly #ports: LandingPorts;

  constructor(ports: LandingPorts) {
    this.#ports = ports;
  }

  async land({ records }: KafkaEvent, deadline: Deadline, reasons: Reasons): Promise<LandedBatch> {
    const { writer, clock } = this.#ports;
    const landedAt = new Date(clock.now()).toISOString();
    const partitions = Object.entries(records).map(([name, its]) => partitionOf(name, its, landedAt));
    const counts = { landed: 0, tombstones: 0, parked: 0, unparked: 0, left: 0 };
    const rows = partitions.flatMap((partition) => partition.rows);
    const [missing, parked] = await Promise.all([
      writer.write(rows, deadline),
      Promise.all(partitions.map((partition) => this.#park(partition, deadline, counts, reasons))),
    ]);
    const lags: number[] = [];
    const batchItemFailures: KafkaBatchResponse['batchItemFailures'] = [];
    let row = 0;
    for (const [at, partition] of partitions.entries()) {
      const { name, records: its, rejected } = partition;
      const left: number[] = parked[at] ? [] : rejected.map(({ record }) => record.offset);
      for (const { offset } of partition.rows)
        if (missing.has(row++)) left.push(offset);
        else counts.landed++;
      counts.tombstones += partition.tombstones;
      if (left.length > 0) {
        counts.left++;
        for (const offset of left.toSorted((one, other) => one - other))
          batchItemFailures.push({ itemIdentifier: { partition: name, offset } });
      } else if (its.length > 0) {
        const oldest = its.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity);
        lags.push(Math.max(0, clock.now() - oldest));
      }
    }
    return { response: { batchItemFailures }, counts, lags };
  }

  /** Whether the failure store has what has to be there. */
  async #park(
    { rejected }: Partition,
    deadline: Deadline,
    counts: LandedBatch['counts'],
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

function partitionOf(name: string, records: readonly KafkaRecord[], landedAt: string): Partition {
  const rows: Row[] = [];
  const rejected: ParkedKafkaRecord[] = [];
  let tombstones = 0;
  for (const record of records) {
    const read = rowOf(record, landedAt);
    if ('text' in read) rows.push(read);
    else if ('reason' in read) rejected.push({ record, reason: read.reason });
    else tombstones++;
  }
  return { name, records, rows, rejected, tombstones };
}
