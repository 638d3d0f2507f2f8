import {
  createObjects,
  startPartitionedDelivery,
  type Clock,
  type Faults,
  type ReadStream,
} from '../../.stream-pipeline/runtime/runtime.cjs';
import type { TransformAnswer, TransformEvent } from '../../processors/lib/firehose-transform.ts';
import { Reasons } from '../../processors/lib/reasons.ts';
import { rowsOfBatch } from '../../processors/lake-rows/batch.ts';
import { deployed } from './deployed.ts';

/** Makes the function that Firehose calls. */
export type CreateRows = (clock: Pick<Clock, 'now'>) => (event: TransformEvent) => Promise<TransformAnswer>;

/** The one of this project, wired as its handler wires it. */
export const createRows: CreateRows = (clock) => async (event) => rowsOfBatch(event, new Reasons(), clock.now()).answer;

/** Firehose and the bucket of the lake, with the settings that are deployed. */
export function startLake(services: { clock: Clock; faults: Faults }, source: ReadStream, rows: CreateRows) {
  const bucket = createObjects(services);
  const handler = rows(services.clock);
  const delivery = startPartitionedDelivery({
    ...services,
    name: 'lake',
    source,
    bucket,
    configuration: deployed('AWS::KinesisFirehose::DeliveryStream')['ExtendedS3DestinationConfiguration'],
    columns: deployed('AWS::Glue::Table')['TableInput'].StorageDescriptor.Columns,
    handler: (event) => handler(event as TransformEvent),
  });
  return { bucket, idle: () => delivery.idle(), lost: () => delivery.lost() };
}
