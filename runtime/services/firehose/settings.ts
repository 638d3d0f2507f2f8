import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import { regionalArn } from '../../template/place.ts';
import { schemaOf } from './conversion/table.ts';
import type { Deserializer } from './conversion/row.ts';
import type { ConversionSettings } from './conversion/conversion.ts';
import type { S3Settings } from './destinations/s3.ts';
import { toBucket, toFunction, toLog, toStream, toTable, type Access } from './permissions.ts';
import { checkPrefixes } from './prefix.ts';
import type { TransformSettings } from './transform/transform.ts';

/** What the template says of a delivery stream. */
export interface DeliverySettings {
  /** A Kinesis data stream as source; undefined for a delivery stream that records are put into. */
  readonly sourceArn: string | undefined;
  readonly transform: TransformSettings | undefined;
  readonly destination: S3Settings;
  readonly access: readonly Access[];
}

interface Properties {
  readonly DeliveryStreamType?: string;
  readonly KinesisStreamSourceConfiguration?: { readonly KinesisStreamARN: string; readonly RoleARN: string };
  readonly ExtendedS3DestinationConfiguration?: Extended;
}

interface Extended {
  readonly BucketARN: string;
  readonly RoleARN: string;
  readonly Prefix?: string;
  readonly ErrorOutputPrefix?: string;
  readonly BufferingHints?: Hints;
  readonly CompressionFormat?: string;
  readonly FileExtension?: string;
  readonly CustomTimeZone?: string;
  readonly S3BackupMode?: string;
  readonly DynamicPartitioningConfiguration?: { readonly Enabled?: boolean };
  readonly CloudWatchLoggingOptions?: {
    readonly Enabled?: boolean;
    readonly LogGroupName?: string;
    readonly LogStreamName?: string;
  };
  readonly ProcessingConfiguration?: { readonly Enabled?: boolean; readonly Processors?: readonly Processor[] };
  readonly DataFormatConversionConfiguration?: Conversion;
}
interface Hints {
  readonly SizeInMBs?: number;
  readonly IntervalInSeconds?: number;
}
interface Processor {
  readonly Type: string;
  readonly Parameters?: readonly { readonly ParameterName: string; readonly ParameterValue: string }[];
}
interface Conversion {
  readonly Enabled?: boolean;
  readonly InputFormatConfiguration?: { readonly Deserializer?: { readonly OpenXJsonSerDe?: OpenX } };
  readonly OutputFormatConfiguration?: {
    readonly Serializer?: { readonly ParquetSerDe?: { readonly Compression?: string } };
  };
  readonly SchemaConfiguration?: {
    readonly DatabaseName: string;
    readonly TableName: string;
    readonly RoleARN: string;
    readonly Region?: string;
  };
}
interface OpenX {
  readonly CaseInsensitive?: boolean;
  readonly ConvertDotsInJsonKeysToUnderscores?: boolean;
  readonly ColumnToJsonKeyMappings?: Readonly<Record<string, string>>;
}

const mebibyte = 1024 * 1024;
const second = 1000;

/** Reads a delivery stream of the template. Throws for what CreateDeliveryStream refuses, and for what is not modelled. */
export function settingsOf(resource: Resource, graph: ResourceGraph): DeliverySettings {
  const { name } = resource;
  try {
    return read(resource.properties as unknown as Properties, graph);
  } catch (error) {
    throw new Error(`Delivery stream ${name}: ${(error as Error).message}`, { cause: error });
  }
}

function read(properties: Properties, graph: ResourceGraph): DeliverySettings {
  const { DeliveryStreamType = 'DirectPut', KinesisStreamSourceConfiguration: source } = properties;
  const extended = properties.ExtendedS3DestinationConfiguration;
  if (!['DirectPut', 'KinesisStreamAsSource'].includes(DeliveryStreamType))
    throw unknown(`the source ${DeliveryStreamType}`);
  if ((DeliveryStreamType === 'KinesisStreamAsSource') !== (source !== undefined))
    throw new Error('KinesisStreamSourceConfiguration and the type KinesisStreamAsSource come together');
  if (!extended) throw unknown('a destination other than ExtendedS3DestinationConfiguration');
  const transform = transformOf(extended.ProcessingConfiguration);
  const conversion = conversionOf(extended.DataFormatConversionConfiguration, graph);
  return {
    sourceArn: source?.KinesisStreamARN,
    transform,
    destination: destinationOf(extended, conversion),
    access: [
      { roleArn: extended.RoleARN, needed: toBucket(extended.BucketARN, foldersOf(extended)) },
      ...(source ? [{ roleArn: source.RoleARN, needed: toStream(source.KinesisStreamARN) }] : []),
      ...(transform ? [{ roleArn: extended.RoleARN, needed: toFunction(transform.functionArn) }] : []),
      ...tableAccess(extended, graph),
      ...logAccess(extended, graph),
    ],
  };
}

/** Where objects go, as far as it is fixed. */
const foldersOf = ({ Prefix = '', ErrorOutputPrefix = Prefix }: Extended): string[] =>
  [...new Set([Prefix, ErrorOutputPrefix])].map((prefix) => prefix.split('!{')[0]!);

const unknown = (what: string): Error => new Error(`${what} is not modelled by the local runtime`);

export function destinationOf(extended: Extended, conversion: ConversionSettings | undefined): S3Settings {
  const {
    Prefix,
    ErrorOutputPrefix,
    CompressionFormat = 'UNCOMPRESSED',
    CustomTimeZone = 'UTC',
    FileExtension,
  } = extended;
  checkPrefixes(Prefix, ErrorOutputPrefix);
  if (extended.DynamicPartitioningConfiguration?.Enabled) throw unknown('dynamic partitioning');
  if (extended.S3BackupMode === 'Enabled') throw unknown('the backup of source records');
  if (CustomTimeZone !== 'UTC') throw unknown(`the time zone ${CustomTimeZone}`);
  if (!['UNCOMPRESSED', 'GZIP'].includes(CompressionFormat)) throw unknown(`CompressionFormat ${CompressionFormat}`);
  if (FileExtension !== undefined && !/^\.[0-9a-z!\-_.*'()]{1,127}$/.test(FileExtension))
    throw new Error('FileExtension begins with a dot and has at most 128 characters');
  // Firehose API reference, BufferingHints; 128 MB by default with data format conversion
  const hints = hintsOf(extended.BufferingHints, { size: conversion ? 128 : 5, interval: 300 });
  if (conversion && CompressionFormat !== 'UNCOMPRESSED')
    throw new Error('CompressionFormat has to be UNCOMPRESSED when data format conversion is enabled');
  if (conversion && hints.size < 64) throw new Error('SizeInMBs is at least 64 when data format conversion is enabled');
  within('SizeInMBs', hints.size, 1, 128);
  within('IntervalInSeconds', hints.interval, 0, 900);
  return {
    bucketArn: extended.BucketARN,
    roleArn: extended.RoleARN,
    prefix: Prefix,
    errorPrefix: ErrorOutputPrefix,
    size: hints.size * mebibyte,
    interval: hints.interval * second,
    gzip: CompressionFormat === 'GZIP',
    extension: FileExtension,
    conversion,
  };
}

/** Firehose API reference, BufferingHints: "If you specify a value for one of them, you must also provide a value for the other." */
function hintsOf(
  { SizeInMBs, IntervalInSeconds }: Hints = {},
  otherwise: { readonly size: number; readonly interval: number },
) {
  if ((SizeInMBs === undefined) !== (IntervalInSeconds === undefined))
    throw new Error('BufferingHints takes SizeInMBs and IntervalInSeconds together');
  return { size: Number(SizeInMBs ?? otherwise.size), interval: Number(IntervalInSeconds ?? otherwise.interval) };
}

function within(what: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) throw new Error(`${what} is ${least} to ${most}, not ${value}`);
}

/** Firehose guide, data-transformation: 0.2 to 3 MB, 1 MB by default; 0 to 900 seconds, 60 by default; three retries by default. */
export function transformOf(processing: Extended['ProcessingConfiguration']): TransformSettings | undefined {
  if (processing?.Enabled === false) return undefined;
  const processors = processing?.Processors ?? [];
  const other = processors.find(({ Type }) => Type !== 'Lambda');
  if (other) throw unknown(`the processor ${other.Type}`);
  const [lambda, ...more] = processors;
  if (!lambda) return undefined;
  if (more.length > 0) throw new Error('A delivery stream has one Lambda processor at most');
  const given = Object.fromEntries((lambda.Parameters ?? []).map((each) => [each.ParameterName, each.ParameterValue]));
  const { LambdaArn, NumberOfRetries = '3', BufferSizeInMBs = '1', BufferIntervalInSeconds = '60' } = given;
  if (LambdaArn === undefined) throw new Error('A Lambda processor has the parameter LambdaArn');
  within('BufferSizeInMBs', Number(BufferSizeInMBs), 0.2, 3);
  within('BufferIntervalInSeconds', Number(BufferIntervalInSeconds), 0, 900);
  within('NumberOfRetries', Number(NumberOfRetries), 0, 300);
  return {
    functionArn: LambdaArn.replace(/:\$LATEST$/, ''),
    retries: Number(NumberOfRetries),
    size: Number(BufferSizeInMBs) * mebibyte,
    interval: Number(BufferIntervalInSeconds) * second,
  };
}

function conversionOf(configuration: Conversion | undefined, graph: ResourceGraph): ConversionSettings | undefined {
  if (!configuration || configuration.Enabled === false) return undefined;
  const {
    InputFormatConfiguration: input,
    OutputFormatConfiguration: output,
    SchemaConfiguration: schema,
  } = configuration;
  const openX = input?.Deserializer?.OpenXJsonSerDe;
  const parquet = output?.Serializer?.ParquetSerDe;
  if (!openX) throw unknown('a deserializer other than OpenXJsonSerDe');
  if (!parquet) throw unknown('a serializer other than ParquetSerDe');
  if (!schema) throw new Error('Data format conversion needs a SchemaConfiguration');
  const compression = parquet.Compression ?? 'SNAPPY';
  if (compression !== 'SNAPPY' && compression !== 'UNCOMPRESSED')
    throw unknown(`the compression ${compression} of Parquet`);
  return {
    schema: schemaOf(graph, schema.DatabaseName, schema.TableName),
    compression,
    deserializer: deserializerOf(openX),
  };
}

export const deserializerOf = (openX: OpenX): Deserializer => ({
  caseInsensitive: openX.CaseInsensitive ?? true,
  dotsToUnderscores: openX.ConvertDotsInJsonKeysToUnderscores ?? false,
  keys: openX.ColumnToJsonKeyMappings ?? {},
});

function tableAccess({ DataFormatConversionConfiguration: conversion }: Extended, graph: ResourceGraph): Access[] {
  const schema = conversion?.Enabled === false ? undefined : conversion?.SchemaConfiguration;
  if (!schema) return [];
  const catalog = regionalArn('glue', graph, 'catalog');
  return [{ roleArn: schema.RoleARN, needed: toTable(catalog, schema.DatabaseName, schema.TableName) }];
}

function logAccess({ RoleARN, CloudWatchLoggingOptions: log }: Extended, graph: ResourceGraph): Access[] {
  if (!log?.Enabled) return [];
  const arn = regionalArn('logs', graph, `log-group:${log.LogGroupName}:log-stream:${log.LogStreamName}`);
  return [{ roleArn: RoleARN, needed: toLog(arn) }];
}
