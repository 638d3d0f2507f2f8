import { hash } from 'node:crypto';
import type { FunctionSide, Poller } from '../../../contracts/event-source.ts';
import type { Faults } from '../../../contracts/faults.ts';
import { digest } from '../../../kernel/identity.ts';
import { rulesOf } from '../../../kernel/lanes/rules.ts';
import { retention } from '../stream.ts';
import type { ChangeRecord, TableMappingProperties, TableStream } from '../types.ts';
import { filterOf, type RecordFilter } from './filter.ts';
import { ShardLane, type LaneContext } from './shard-lane.ts';
import { SlowShard } from './slow-shard.ts';

/** How late a shard is read at most, in milliseconds. The guide gives no bound. */
const latest = 30_000;

/** Polls the stream of a table for Lambda: every record goes to a lane, and every lane runs on its own. */
export class TableStreamPoller implements Poller {
  /** By shard, then by the part of it. */
  readonly #lanes = new Map<string, ShardLane[]>();
  readonly #shards: ReadonlyMap<string, SlowShard>;
  readonly #context: LaneContext;
  readonly #filter: RecordFilter | undefined;
  readonly #faults: Faults;
  readonly #waiting: (() => void)[] = [];

  constructor(stream: TableStream, faults: Faults, mapping: FunctionSide<ChangeRecord>) {
    const properties = mapping.properties as unknown as TableMappingProperties;
    const begins = beginOf(properties, stream.arn);
    this.#faults = faults;
    this.#filter = filterOf(properties);
    this.#context = {
      mapping,
      streamArn: stream.arn,
      rules: rulesOf(properties, retention),
      idled: () => this.#idled(),
    };
    this.#shards = new Map(
      stream.shardIds.map((shard) => [shard, new SlowShard(mapping.clock, (record) => this.#route(record))]),
    );
    for (const record of stream.records())
      if (begins === 'TRIM_HORIZON' || stream.isRestored(record)) this.#read(record);
    stream.onRecord((record) => this.#read(record));
  }

  async idle(): Promise<void> {
    while (this.waiting() > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  waiting(): number {
    const held = [...this.#shards.values()].reduce((sum, { holds }) => sum + holds, 0);
    return [...this.#lanes.values()].flat().reduce((sum, lane) => sum + lane.left, held);
  }

  #read(record: ChangeRecord): void {
    if (this.#filter?.(record.data) === false) return;
    const slow = this.#faults.strike('table-stream.slow', `${record.itemKey}#${digest(record.data)}`);
    this.#shards.get(record.shardId)!.take(record, slow ? slow.severity * latest : 0);
  }

  #route(record: ChangeRecord): void {
    const { shardId, itemKey } = record;
    const part = partOf(itemKey, this.#context.rules.parallelization);
    let lanes = this.#lanes.get(shardId);
    if (lanes === undefined) this.#lanes.set(shardId, (lanes = []));
    (lanes[part] ??= new ShardLane(`${shardId}/${part}`, this.#context)).enqueue(record);
  }

  #idled(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Recorded on AWS (`test_create_event_source_validation`): a stream of a table has no place for a time, and the messages. */
function beginOf({ StartingPosition: position }: TableMappingProperties, arn: string): 'TRIM_HORIZON' | 'LATEST' {
  const given = position as string | undefined;
  if (given === 'TRIM_HORIZON' || given === 'LATEST') return given;
  if (given === 'AT_TIMESTAMP') throw new Error(`Unsupported starting position for arn type: ${arn}`);
  throw new Error(
    `1 validation error detected: Value ${given ?? null} at 'startingPosition' failed to satisfy constraint: ` +
      (given === undefined
        ? 'Member must not be null.'
        : 'Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]'),
  );
}

/** Lambda guide, with-ddb: with ParallelizationFactor, Lambda "still ensures in-order processing at the item (partition and sort key) level". */
function partOf(itemKey: string, parts: number): number {
  return parts === 1 ? 0 : parseInt(hash('md5', itemKey).slice(-8), 16) % parts;
}
