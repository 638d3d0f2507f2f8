import type { Resource, ResourceGraph } from '../../contracts/template.ts';
import type { OpenSearchSettings } from './destinations/opensearch.ts';
import type { TableSettings } from './destinations/redshift.ts';
import type { S3Settings } from './destinations/s3.ts';
import { partitioningOf, unpartitioned, type Partitioning } from './partitioning/partitioning.ts';
import { toFunction, toStream, toTopic, type Access } from './permissions.ts';
import {
  bucketAccess,
  conversionOf,
  destinationOf,
  logAccess,
  tableAccess,
  type Extended,
} from './settings/extended-s3.ts';
import { unknown } from './settings/hints.ts';
import { domainAccess, openSearchOf, requireWayIn, type OpenSearchConfiguration } from './settings/opensearch.ts';
import { mskSourceOf, type MskConfiguration } from './settings/msk.ts';
import { redshiftOf, requirePublic, secretAccess, type RedshiftConfiguration } from './settings/redshift.ts';
import { transformOf } from './settings/transform.ts';
import type { SourceSettings } from './source.ts';
import type { TransformSettings } from './transform/transform.ts';

/** What the template says of a delivery stream. */
export interface DeliverySettings {
  /** Undefined for a delivery stream that records are put into. */
  readonly source: SourceSettings | undefined;
  readonly transform: TransformSettings | undefined;
  readonly roleArn: string;
  readonly bucket: S3Settings;
  /** How the objects of the bucket are partitioned; undefined where they are not. */
  readonly partitioning: Partitioning | undefined;
  /** Where records go; the bucket then gets those that do not get there. Undefined where the bucket is the destination. */
  readonly domain: OpenSearchSettings | undefined;
  /** Where the objects of the bucket go on to; undefined where they stay in it. */
  readonly table: TableSettings | undefined;
  readonly access: readonly Access[];
}

interface Properties {
  readonly DeliveryStreamType?: string;
  readonly KinesisStreamSourceConfiguration?: { readonly KinesisStreamARN: string; readonly RoleARN: string };
  readonly MSKSourceConfiguration?: MskConfiguration;
  readonly ExtendedS3DestinationConfiguration?: Extended;
  readonly AmazonopensearchserviceDestinationConfiguration?: OpenSearchConfiguration;
  readonly RedshiftDestinationConfiguration?: RedshiftConfiguration;
}

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
  const { source, access: toSource } = sourceOf(properties, graph);
  const { to, access } = destinationsOf(properties, graph);
  const { transform, roleArn } = to;
  // writing-with-msk: "load it into the specified S3 destination"
  if (source?.kind === 'topic' && (to.domain ?? to.table))
    throw unknown('a destination other than S3 of a topic of Amazon MSK');
  return {
    source,
    ...to,
    access: [...access, ...toSource, ...(transform ? [{ roleArn, needed: toFunction(transform.functionArn) }] : [])],
  };
}

const sources = {
  KinesisStreamAsSource: 'KinesisStreamSourceConfiguration',
  MSKAsSource: 'MSKSourceConfiguration',
} as const;

function sourceOf(
  properties: Properties,
  graph: ResourceGraph,
): { readonly source: SourceSettings | undefined; readonly access: readonly Access[] } {
  const { DeliveryStreamType: type = 'DirectPut', KinesisStreamSourceConfiguration: stream } = properties;
  const { MSKSourceConfiguration: topic } = properties;
  if (type !== 'DirectPut' && !Object.hasOwn(sources, type)) throw unknown(`the source ${type}`);
  for (const [of, configuration] of Object.entries(sources))
    if ((type === of) !== (properties[configuration] !== undefined))
      throw new Error(`${configuration} and the type ${of} come together`);
  if (stream) {
    const { KinesisStreamARN: arn, RoleARN: roleArn } = stream;
    return { source: { kind: 'stream', arn }, access: [{ roleArn, needed: toStream(arn) }] };
  }
  if (!topic) return { source: undefined, access: [] };
  const { MSKClusterARN: arn, TopicName, AuthenticationConfiguration } = topic;
  const access = { roleArn: AuthenticationConfiguration.RoleARN, needed: toTopic(arn, TopicName) };
  return { source: mskSourceOf(topic, graph), access: [access] };
}

type Destinations = Pick<DeliverySettings, 'roleArn' | 'transform' | 'bucket' | 'partitioning' | 'domain' | 'table'>;

function destinationsOf(
  {
    ExtendedS3DestinationConfiguration: extended,
    AmazonopensearchserviceDestinationConfiguration: domain,
    RedshiftDestinationConfiguration: table,
  }: Properties,
  graph: ResourceGraph,
): { readonly to: Destinations; readonly access: readonly Access[] } {
  if ([extended, domain, table].filter(Boolean).length > 1) throw new Error('A delivery stream has one destination');
  if (domain) {
    const s3 = domain.S3Configuration;
    requireWayIn(domain, graph);
    return {
      to: { ...openSearchOf(domain), partitioning: undefined, table: undefined },
      access: [...bucketAccess(s3), ...domainAccess(domain), ...logAccess(domain, graph), ...logAccess(s3, graph)],
    };
  }
  if (table) {
    const s3 = table.S3Configuration;
    requirePublic(table, graph);
    return {
      to: { ...redshiftOf(table), partitioning: undefined, domain: undefined },
      access: [...bucketAccess(s3), ...secretAccess(table), ...logAccess(table, graph), ...logAccess(s3, graph)],
    };
  }
  if (!extended) throw unknown('a destination other than S3, OpenSearch Service and Redshift');
  const plain = unpartitioned(extended);
  return {
    to: {
      roleArn: extended.RoleARN,
      transform: transformOf(plain.ProcessingConfiguration),
      // with the partition keys, which are not known before there is a record
      bucket: {
        ...destinationOf(plain, conversionOf(extended.DataFormatConversionConfiguration, graph)),
        prefix: extended.Prefix,
      },
      partitioning: partitioningOf(extended),
      domain: undefined,
      table: undefined,
    },
    access: [...bucketAccess(extended), ...tableAccess(extended, graph), ...logAccess(extended, graph)],
  };
}
