import { columnsOf } from '../conversion/table.ts';
import { S3Destination } from '../destinations/s3.ts';
import { Lane } from '../lane.ts';
import { positionOf, type SourceRecord } from '../record.ts';
import { deserializerOf, destinationOf, type Extended } from '../settings/extended-s3.ts';
import { transformOf } from '../settings/transform.ts';
import { account, everything, nothing, region, resolved } from '../standalone.ts';
import { transform } from '../transform/transform.ts';
import type { DeliveryOptions, RunningDelivery } from '../types.ts';
import { PartitionKeys } from './partition-keys.ts';
import { PartitionedDestination } from './partitioned-destination.ts';
import { partitioningOf, unpartitioned } from './partitioning.ts';
import { recordsWithin } from './records-within.ts';

/** The same as startDelivery, with dynamic partitioning. Throws for a configuration without it. */
export function startPartitioned(options: DeliveryOptions): RunningDelivery {
  const { name, clock, faults, source, bucket, columns = [] } = options;
  const extended = resolved(options.configuration as never) as never as Extended;
  const partitioning = partitioningOf(extended);
  if (!partitioning) throw new Error(`${name} has no dynamic partitioning`);
  const plain = unpartitioned(extended);
  const settings = transformOf(plain.ProcessingConfiguration)!;
  const schema = { catalog: account, database: name, table: name, columns: columnsOf(columns) };
  const s3 = destinationOf(plain, { schema, compression: 'SNAPPY', deserializer: deserializerOf({}) });
  const keys = new PartitionKeys();
  const destination = new PartitionedDestination({
    prefix: extended.Prefix!,
    partitioning,
    keys,
    at: (prefix) =>
      new S3Destination(
        { ...s3, prefix },
        {
          deliveryStream: name,
          region,
          clock,
          permissions: everything,
          report: nothing,
          store: (key, body) => bucket.write(key, body),
        },
      ),
  });
  const host = {
    clock,
    faults,
    deliverer: {
      arn: `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
      region,
      source: { kind: 'stream', arn: source.arn } as const,
    },
    mayInvoke: () => true,
    invoke: keys.noting(options.handler),
    invoked: nothing,
  };
  let lost = 0;
  const laneOf = (shard: string): Lane =>
    new Lane({
      id: `${name}|${shard}`,
      clock,
      faults,
      destination,
      transform: { ...settings, run: (batch) => transform(batch, settings, host) },
      retention: source.retention,
      observer: {
        done: nothing,
        refused: nothing,
        lost: (records: readonly SourceRecord[]) => {
          lost += records.length;
        },
      },
    });
  const lanes = new Map(source.shardIds.map((shard) => [shard, laneOf(shard)]));
  source.onPut(({ shardId, sequenceNumber, partitionKey, data, arrivedAt }) => {
    const origin = { kind: 'shard', shardId, partitionKey, sequenceNumber } as const;
    const record = { position: positionOf(sequenceNumber), data, arrivedAt, storedAt: arrivedAt, origin };
    const { records, beyond } = recordsWithin(record, partitioning.delimiter);
    for (const each of records) lanes.get(shardId)!.take(each);
    lost += beyond;
  });
  return {
    idle: async () => {
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
    lost: () => lost,
  };
}
