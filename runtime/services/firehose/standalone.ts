import { S3Destination } from './destinations/s3.ts';
import { Lane } from './lane.ts';
import { positionOf, type SourceRecord } from './record.ts';
import { destinationOf, deserializerOf, transformOf } from './settings.ts';
import { columnsOf } from './conversion/table.ts';
import { transform } from './transform/transform.ts';
import type { DeliveryOptions, RunningDelivery } from './types.ts';

const region = 'eu-west-1';
const account = '111122223333';

interface Template {
  readonly ProcessingConfiguration?: {
    readonly Processors?: readonly {
      readonly Type: string;
      readonly Parameters?: readonly { readonly ParameterName: string; readonly ParameterValue: unknown }[];
    }[];
  };
}

/** In a template, the ARNs of bucket and function are references to resources that are not here. */
function resolved({ ProcessingConfiguration: processing, ...others }: Template) {
  const functionArn = `arn:aws:lambda:${region}:${account}:function:transform`;
  const Processors = (processing?.Processors ?? []).map(({ Type, Parameters = [] }) => ({
    Type,
    Parameters: Parameters.map(({ ParameterName, ParameterValue }) => ({
      ParameterName,
      ParameterValue: ParameterName === 'LambdaArn' ? functionArn : String(ParameterValue),
    })),
  }));
  return { ...others, BucketARN: 'arn:aws:s3:::bucket', ProcessingConfiguration: { Processors } };
}

const everything = {
  allows: () => true,
  invokes: () => true,
  serviceMay: () => ({ allowed: true }) as const,
};

/** Starts to read the stream at what comes next. Throws for a configuration that Firehose refuses. */
export function startDelivery(options: DeliveryOptions): RunningDelivery {
  const { name, clock, faults, source, bucket, columns, handler } = options;
  const configuration = resolved(options.configuration as Template);
  const settings = transformOf(configuration.ProcessingConfiguration);
  const schema = { catalog: account, database: name, table: name, columns: columnsOf(columns) };
  const destination = new S3Destination(
    destinationOf(configuration as never, { schema, compression: 'SNAPPY', deserializer: deserializerOf({}) }),
    {
      deliveryStream: name,
      region,
      clock,
      permissions: everything,
      report: () => undefined,
      store: (key, body) => bucket.write(key, body),
    },
  );
  const deliverer = {
    arn: `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
    region,
    sourceArn: source.arn,
  };
  const host = { clock, faults, deliverer, mayInvoke: () => true, invoke: handler, invoked: () => undefined };
  let lost = 0;
  const laneOf = (shard: string): Lane =>
    new Lane({
      id: `${name}|${shard}`,
      clock,
      faults,
      destination,
      transform: settings && { ...settings, run: (batch) => transform(batch, settings, host) },
      retention: source.retention,
      observer: {
        done: () => undefined,
        refused: () => undefined,
        lost: (records: readonly SourceRecord[]) => {
          lost += records.length;
        },
      },
    });
  const lanes = new Map(source.shardIds.map((shard) => [shard, laneOf(shard)]));
  source.onPut(({ shardId, sequenceNumber, partitionKey, data, arrivedAt }) =>
    lanes.get(shardId)!.take({
      position: positionOf(sequenceNumber),
      data,
      arrivedAt,
      shard: { shardId, partitionKey, sequenceNumber },
    }),
  );
  return {
    idle: async () => {
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
    lost: () => lost,
  };
}
