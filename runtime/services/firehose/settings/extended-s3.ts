import type { ResourceGraph } from '../../../contracts/template.ts';
import { regionalArn } from '../../../template/place.ts';
import type { ConversionSettings } from '../conversion/conversion.ts';
import type { Deserializer } from '../conversion/row.ts';
import { schemaOf } from '../conversion/table.ts';
import type { S3Settings } from '../destinations/s3.ts';
import { toBucket, toLog, toTable, type Access } from '../permissions.ts';
import { checkPrefixes } from '../prefix.ts';
import { hintsOf, mebibyte, second, unknown, within, type Hints } from './hints.ts';
import type { Processing } from './transform.ts';

/** Firehose API reference, ExtendedS3DestinationConfiguration; S3DestinationConfiguration is a part of it. */
export interface Extended {
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
  readonly ProcessingConfiguration?: Processing;
  readonly DataFormatConversionConfiguration?: Conversion;
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

export const bucketAccess = (bucket: Extended): readonly Access[] => [
  { roleArn: bucket.RoleARN, needed: toBucket(bucket.BucketARN, foldersOf(bucket)) },
];

/** Where objects go, as far as it is fixed. */
const foldersOf = ({ Prefix = '', ErrorOutputPrefix = Prefix }: Extended): string[] =>
  [...new Set([Prefix, ErrorOutputPrefix])].map((prefix) => prefix.split('!{')[0]!);

export function conversionOf(
  configuration: Conversion | undefined,
  graph: ResourceGraph,
): ConversionSettings | undefined {
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

export function tableAccess(
  { DataFormatConversionConfiguration: conversion }: Extended,
  graph: ResourceGraph,
): Access[] {
  const schema = conversion?.Enabled === false ? undefined : conversion?.SchemaConfiguration;
  if (!schema) return [];
  const catalog = regionalArn('glue', graph, 'catalog');
  return [{ roleArn: schema.RoleARN, needed: toTable(catalog, schema.DatabaseName, schema.TableName) }];
}

export function logAccess(
  { RoleARN, CloudWatchLoggingOptions: log }: Pick<Extended, 'RoleARN' | 'CloudWatchLoggingOptions'>,
  graph: ResourceGraph,
): Access[] {
  if (!log?.Enabled) return [];
  const arn = regionalArn('logs', graph, `log-group:${log.LogGroupName}:log-stream:${log.LogStreamName}`);
  return [{ roleArn: RoleARN, needed: toLog(arn) }];
}
