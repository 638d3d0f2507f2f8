import type { ResourceGraph } from '../../../contracts/template.ts';
import type { OpenSearchSettings } from '../destinations/opensearch.ts';
import { rotations, type Rotation } from '../destinations/opensearch/index-name.ts';
import { toDomain, toVpc, type Access } from '../permissions.ts';
import type { S3Settings } from '../destinations/s3.ts';
import type { TransformSettings } from '../transform/transform.ts';
import { destinationOf, type Extended } from './extended-s3.ts';
import { hintsOf, mebibyte, second, unknown, within, type Hints } from './hints.ts';
import { transformOf, type Processing } from './transform.ts';

/** Firehose API reference, AmazonopensearchserviceDestinationConfiguration. */
export interface OpenSearchConfiguration {
  readonly DomainARN?: string;
  readonly ClusterEndpoint?: string;
  readonly IndexName: string;
  readonly TypeName?: string;
  readonly RoleARN: string;
  readonly IndexRotationPeriod?: string;
  readonly DocumentIdOptions?: { readonly DefaultDocumentIdFormat?: string };
  readonly RetryOptions?: { readonly DurationInSeconds?: number };
  readonly BufferingHints?: Hints;
  readonly S3BackupMode?: string;
  readonly S3Configuration: Extended;
  readonly ProcessingConfiguration?: Processing;
  readonly CloudWatchLoggingOptions?: Extended['CloudWatchLoggingOptions'];
  readonly VpcConfiguration?: {
    readonly RoleARN: string;
    readonly SubnetIds: readonly string[];
    readonly SecurityGroupIds: readonly string[];
  };
}

const idFormats = ['FIREHOSE_DEFAULT', 'NO_DOCUMENT_ID'];
const backupModes = ['FailedDocumentsOnly', 'AllDocuments'];

/** The way to a domain, and to the bucket for what does not get there. */
interface ToDomain {
  readonly roleArn: string;
  readonly transform: TransformSettings | undefined;
  readonly bucket: S3Settings;
  readonly domain: OpenSearchSettings;
}

/** Throws for what CreateDeliveryStream refuses, and for what is not modelled. */
export function openSearchOf(configuration: OpenSearchConfiguration): ToDomain {
  const { RoleARN, S3Configuration, ProcessingConfiguration } = configuration;
  return {
    roleArn: RoleARN,
    transform: transformOf(ProcessingConfiguration),
    bucket: destinationOf(S3Configuration, undefined),
    domain: domainOf(configuration),
  };
}

/** Firehose guide, create-destination: a domain in a VPC is reached through network interfaces in it. */
export function requireWayIn({ DomainARN, VpcConfiguration }: OpenSearchConfiguration, graph: ResourceGraph): void {
  const domain = DomainARN === undefined ? undefined : graph.named(DomainARN, 'AWS::OpenSearchService::Domain');
  if (domain?.properties['VPCOptions'] && !VpcConfiguration)
    throw new Error('The domain is in a VPC: without VpcConfiguration Firehose does not reach it');
}

function domainOf(configuration: OpenSearchConfiguration): OpenSearchSettings {
  const {
    DomainARN,
    IndexName,
    TypeName = '',
    IndexRotationPeriod = 'OneDay',
    DocumentIdOptions: { DefaultDocumentIdFormat = 'FIREHOSE_DEFAULT' } = {},
    RetryOptions: { DurationInSeconds = 300 } = {},
    S3BackupMode = 'FailedDocumentsOnly',
    VpcConfiguration: vpc,
  } = configuration;
  if (DomainARN === undefined) throw unknown('a domain by its ClusterEndpoint');
  if (TypeName !== '') throw new Error('TypeName has to be empty: OpenSearch has no types');
  within('The length of IndexName', IndexName.length, 1, 80);
  oneOf('IndexRotationPeriod', IndexRotationPeriod, rotations);
  oneOf('DefaultDocumentIdFormat', DefaultDocumentIdFormat, idFormats);
  oneOf('S3BackupMode', S3BackupMode, backupModes);
  within('DurationInSeconds', Number(DurationInSeconds), 0, 7200);
  const hints = hintsOf(configuration.BufferingHints, { size: 5, interval: 300 });
  within('SizeInMBs', hints.size, 1, 100);
  within('IntervalInSeconds', hints.interval, 0, 900);
  if (vpc && (vpc.SubnetIds.length === 0 || vpc.SecurityGroupIds.length === 0))
    throw new Error('VpcConfiguration has at least one of SubnetIds and of SecurityGroupIds');
  return {
    domainArn: DomainARN,
    roleArn: configuration.RoleARN,
    indexName: IndexName,
    rotation: IndexRotationPeriod as Rotation,
    namesDocuments: DefaultDocumentIdFormat === 'FIREHOSE_DEFAULT',
    retryDuration: Number(DurationInSeconds) * second,
    backsUpAll: S3BackupMode === 'AllDocuments',
    size: hints.size * mebibyte,
    interval: hints.interval * second,
  };
}

function oneOf(what: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) throw new Error(`${what} is ${allowed.join(', ')}, not ${value}`);
}

/** What the roles of domain and VPC need. */
export const domainAccess = ({
  DomainARN,
  IndexName,
  RoleARN,
  VpcConfiguration,
}: OpenSearchConfiguration): Access[] => [
  { roleArn: RoleARN, needed: toDomain(DomainARN!, IndexName) },
  ...(VpcConfiguration ? [{ roleArn: VpcConfiguration.RoleARN, needed: toVpc() }] : []),
];
