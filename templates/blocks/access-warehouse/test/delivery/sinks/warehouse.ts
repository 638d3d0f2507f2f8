import {
  startDelivery,
  startSplittingWarehouse,
  type Faults,
  type ObjectStore,
  type Stream,
  type VirtualClock,
} from '../../../.stream-pipeline/runtime/runtime.cjs';
import { transformBatch, type TransformEvent } from '../../../processors/lib/firehose-transform.ts';
import { Reasons } from '../../../processors/lib/reasons.ts';
import type { Value } from '../../../processors/lib/warehouse/statements.ts';
import { copyRow as ownCopyRow } from '../../../processors/warehouse-copy/copy-row.ts';
import { migrations as projectMigrations } from '../../../processors/warehouse-migrations/migrations.ts';
import { Migrator } from '../../../processors/warehouse-migrations/migrator.ts';
import { streamingView } from '../../../processors/warehouse-migrations/streaming-view.ts';
import { idsOf } from '../../infra/synthesized.ts';
import { copied, warehouseWith } from '../../infra/warehouse-with.ts';

export interface WarehouseOptions {
  /** What is made in the warehouse; left out: the migrations of this project. */
  migrations?: typeof projectMigrations;
  /** How rows get there; left out: by turns, as the seed of the run says. */
  rows?: 'streaming' | 'copy';
  /** What a record becomes before COPY; left out: the row of this project. */
  copyRow?: typeof ownCopyRow;
}

export interface WarehousePlace {
  clock: VirtualClock;
  faults: Faults;
  stream: Stream;
  failures: ObjectStore;
  seed: number;
}

const role = { roleArn: 'arn:aws:iam::111122223333:role/ingest', automatic: false } as const;

/** A warehouse with what a deployment makes in it. It reads the stream when it is refreshed, or Firehose copies rows into it. */
export async function startWarehouseOf(
  { clock, faults, stream, failures, seed }: WarehousePlace,
  {
    migrations = projectMigrations,
    rows = seed % 2 === 0 ? 'copy' : 'streaming',
    copyRow = ownCopyRow,
  }: WarehouseOptions = {},
) {
  const warehouse = startSplittingWarehouse({ name: 'logs', clock, stream });
  const statements = {
    run: async (sql: string) => (await warehouse.execute(sql)).map((row) => Object.values(row) as Value[]),
  };
  const migrate = () =>
    new Migrator(statements, migrations).run({ stream: 'events', ...role, rows }, { remaining: () => 600_000 });
  await migrate();
  const copy =
    rows === 'copy'
      ? startDelivery({
          clock,
          faults,
          name: 'warehouse',
          source: stream,
          bucket: failures,
          configuration: copyConfiguration(),
          warehouse,
          handler: async (event) =>
            transformBatch(
              event as TransformEvent,
              (data, { kinesisRecordMetadata }) => copyRow(data, kinesisRecordMetadata),
              new Reasons(),
            ).answer,
        })
      : undefined;
  return {
    outputs: { WarehouseWorkgroupName: warehouse.name },
    found: { warehouse },
    migrate,
    settled: async () => {
      await (copy ? clock.run(copy.idle()) : warehouse.execute(`REFRESH MATERIALIZED VIEW ${streamingView}`));
    },
  };
}

let known: object | undefined;

/** What Firehose is deployed with in a stage whose rows are copied. A stack takes long to synthesize, and is always the same. */
function copyConfiguration(): object {
  if (known) return known;
  const resources = warehouseWith(copied);
  known = idsOf(resources, 'AWS::KinesisFirehose::DeliveryStream')
    .map((id) => resources[id]!.Properties['RedshiftDestinationConfiguration'] as object | undefined)
    .find((found) => found !== undefined)!;
  return known;
}
