import type { Destination } from './destination.ts';
import { OpenSearchDestination } from './destinations/opensearch.ts';
import { RedshiftDestination } from './destinations/redshift.ts';
import { S3Destination, type S3Settings } from './destinations/s3.ts';
import { Lane } from './lane.ts';
import { positionOf, type SourceRecord } from './record.ts';
import { destinationOf, deserializerOf } from './settings/extended-s3.ts';
import { openSearchOf } from './settings/opensearch.ts';
import { redshiftOf } from './settings/redshift.ts';
import { transformOf } from './settings/transform.ts';
import { columnsOf } from './conversion/table.ts';
import type { LaneRecord, SourceSettings } from './source.ts';
import { transform } from './transform/transform.ts';
import type { DeliveryOptions, RunningDelivery } from './types.ts';

export const region = 'eu-west-1';
export const account = '111122223333';

interface Template {
  readonly ProcessingConfiguration?: {
    readonly Processors?: readonly {
      readonly Type: string;
      readonly Parameters?: readonly { readonly ParameterName: string; readonly ParameterValue: unknown }[];
    }[];
  };
  readonly S3Configuration?: object;
}

/** In a template, ARNs are references to resources that are not here. */
export function resolved({ ProcessingConfiguration: processing, S3Configuration, ...others }: Template) {
  const functionArn = `arn:aws:lambda:${region}:${account}:function:transform`;
  const BucketARN = 'arn:aws:s3:::bucket';
  const Processors = (processing?.Processors ?? []).map(({ Type, Parameters = [] }) => ({
    Type,
    Parameters: Parameters.map(({ ParameterName, ParameterValue }) => ({
      ParameterName,
      ParameterValue: ParameterName === 'LambdaArn' ? functionArn : String(ParameterValue),
    })),
  }));
  return {
    ...others,
    BucketARN,
    ClusterJDBCURL: `jdbc:redshift://workgroup.${account}.${region}.redshift-serverless.amazonaws.com:5439/warehouse`,
    DomainARN: `arn:aws:es:${region}:${account}:domain/domain`,
    S3Configuration: { ...S3Configuration, BucketARN },
    ProcessingConfiguration: { Processors },
  };
}

export const everything = {
  allows: () => true,
  invokes: () => true,
  serviceMay: () => ({ allowed: true }) as const,
};
export const nothing = () => undefined;

function destinationFor({
  name,
  clock,
  bucket,
  columns = [],
  index,
  warehouse,
  configuration,
}: Omit<DeliveryOptions, 'source'>): Destination {
  const given = resolved(configuration as Template) as never;
  const s3 = (settings: S3Settings) =>
    new S3Destination(settings, {
      deliveryStream: name,
      region,
      clock,
      permissions: everything,
      report: nothing,
      store: (key, body) => bucket.write(key, body),
    });
  if (index) {
    const { bucket: failed, domain } = openSearchOf(given);
    const host = { clock, permissions: everything, report: nothing, fetch: index.fetch, indexed: nothing };
    return new OpenSearchDestination(domain, s3(failed), host);
  }
  if (warehouse) {
    const { bucket: staging, table } = redshiftOf(given);
    return new RedshiftDestination(table, s3(staging), { clock, report: nothing, warehouse, copied: nothing });
  }
  const schema = { catalog: account, database: name, table: name, columns: columnsOf(columns) };
  return s3(destinationOf(given, { schema, compression: 'SNAPPY', deserializer: deserializerOf({}) }));
}

/** Starts to read the stream at what comes next. Throws for a configuration that Firehose refuses. */
export function startDelivery(options: DeliveryOptions): RunningDelivery {
  const { source } = options;
  const { take, ...delivery } = startLanes(options, {
    lanes: source.shardIds,
    retention: source.retention,
    settings: { kind: 'stream', arn: source.arn },
  });
  source.onPut(({ shardId, sequenceNumber, partitionKey, data, arrivedAt }) =>
    take({
      lane: shardId,
      record: {
        position: positionOf(sequenceNumber),
        data,
        arrivedAt,
        storedAt: arrivedAt,
        origin: { kind: 'shard', shardId, partitionKey, sequenceNumber },
      },
    }),
  );
  return { idle: delivery.idle, lost: () => delivery.lost() };
}

/** The lanes of a source, which take what is read of it. */
export function startLanes(
  options: Omit<DeliveryOptions, 'source'>,
  source: { readonly lanes: readonly string[]; readonly retention: number; readonly settings: SourceSettings },
) {
  const { name, clock, faults, handler } = options;
  const settings = transformOf(resolved(options.configuration as Template).ProcessingConfiguration);
  const destination = destinationFor(options);
  const deliverer = {
    arn: `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
    region,
    source: source.settings,
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
  const lanes = new Map(source.lanes.map((lane) => [lane, laneOf(lane)]));
  return {
    idle: async () => {
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
    lost: () => lost,
    take: ({ lane, record }: LaneRecord): void => lanes.get(lane)!.take(record),
  };
}
