import { hash } from 'node:crypto';
import type { FunctionSide, Poller } from '../../../contracts/event-source.ts';
import type { StreamRecord } from '../../../contracts/records.ts';
import type { Stream, StreamMappingProperties } from '../types.ts';
import { eventWriter } from './event.ts';
import { filterOf, type RecordFilter } from './filter.ts';
import { LaneRunner, type LaneContext } from './lane-runner.ts';
import { rulesOf } from '../../../kernel/lanes/rules.ts';

/** Polls a stream for Lambda: every record goes to a lane, and every lane runs on its own. */
export class StreamPoller implements Poller {
  /** By shard, then by the part of it. */
  readonly #lanes = new Map<string, LaneRunner[]>();
  readonly #context: LaneContext;
  readonly #filter: RecordFilter | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(stream: Stream, mapping: FunctionSide<StreamRecord>) {
    const properties = mapping.properties as unknown as StreamMappingProperties;
    this.#context = {
      mapping,
      streamArn: stream.arn,
      rules: rulesOf(properties, stream.retention),
      writer: eventWriter(stream.arn, mapping.roleArn),
      idled: () => this.#idled(),
    };
    this.#filter = filterOf(properties);
    const from = beginOf(properties);
    for (const record of stream.records()) if (record.arrivedAt >= from) this.#route(record);
    stream.onPut((record) => this.#route(record));
  }

  async idle(): Promise<void> {
    while (!this.#isIdle()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  waiting(): number {
    return [...this.#lanes.values()].flat().reduce((sum, lane) => sum + lane.left, 0);
  }

  #route(record: StreamRecord): void {
    if (this.#filter?.(record.data) === false) return;
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

/**
 * The arrival of the oldest record that is read, in epoch milliseconds. Recorded on AWS (`test_create_event_source_validation`): a
 * mapping has a starting position, and the message.
 */
function beginOf({ StartingPosition: position, StartingPositionTimestamp: seconds }: StreamMappingProperties): number {
  switch (position) {
    case 'TRIM_HORIZON':
      return -Infinity;
    case 'LATEST':
      return Infinity;
    case 'AT_TIMESTAMP':
      if (seconds === undefined) throw new Error('StartingPositionTimestamp is required for AT_TIMESTAMP.');
      return seconds * 1000;
    default:
      throw new Error(
        `1 validation error detected: Value ${String(position ?? null)} at 'startingPosition' failed to satisfy constraint: ` +
          (position === undefined
            ? 'Member must not be null.'
            : 'Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]'),
      );
  }
}

/** Lambda guide, with-kinesis: with ParallelizationFactor, records are processed in order at the partition-key level. */
function partOf(partitionKey: string, parts: number): number {
  return parts === 1 ? 0 : parseInt(hash('md5', partitionKey).slice(-8), 16) % parts;
}
