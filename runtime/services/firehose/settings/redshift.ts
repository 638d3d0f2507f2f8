import type { Resource, ResourceGraph } from '../../../contracts/template.ts';
import type { TableSettings } from '../destinations/redshift.ts';
import type { S3Settings } from '../destinations/s3.ts';
import { toSecret, type Access } from '../permissions.ts';
import type { TransformSettings } from '../transform/transform.ts';
import { destinationOf, type Extended } from './extended-s3.ts';
import { second, unknown, within } from './hints.ts';
import { transformOf, type Processing } from './transform.ts';

/** Firehose API reference, RedshiftDestinationConfiguration. */
export interface RedshiftConfiguration {
  readonly ClusterJDBCURL: string;
  readonly CopyCommand: {
    readonly DataTableName: string;
    readonly DataTableColumns?: string;
    readonly CopyOptions?: string;
  };
  readonly RoleARN: string;
  readonly Username?: string;
  readonly Password?: string;
  readonly SecretsManagerConfiguration?: {
    readonly Enabled: boolean;
    readonly SecretARN?: string;
    readonly RoleARN?: string;
  };
  readonly RetryOptions?: { readonly DurationInSeconds?: number };
  readonly S3BackupMode?: string;
  readonly S3Configuration: Extended;
  readonly ProcessingConfiguration?: Processing;
  readonly CloudWatchLoggingOptions?: Extended['CloudWatchLoggingOptions'];
}

const jdbcUrl =
  /^jdbc:(?:redshift|postgresql):\/\/(([A-Za-z0-9-]{1,63})\.(?:[A-Za-z0-9-]{1,63}\.)*redshift(?:-serverless)?\.[a-zA-Z0-9.-]+):\d{1,5}\/([a-zA-Z0-9_$-]+)$/;

/** The way through the bucket into the table. */
interface ToTable {
  readonly roleArn: string;
  readonly transform: TransformSettings | undefined;
  readonly bucket: S3Settings;
  readonly table: TableSettings;
}

/** Throws for what CreateDeliveryStream refuses, and for what is not modelled. */
export function redshiftOf(configuration: RedshiftConfiguration): ToTable {
  const { RoleARN, S3Configuration, S3BackupMode = 'Disabled', ProcessingConfiguration } = configuration;
  // s3-prefixes: a Redshift destination takes no expressions, because COPY names the objects
  for (const prefix of [S3Configuration.Prefix, S3Configuration.ErrorOutputPrefix])
    if (prefix?.includes('!{')) throw new Error('The prefixes of a Redshift destination have no expressions');
  if (S3BackupMode !== 'Disabled') throw unknown('the backup of source records');
  const bucket = destinationOf(S3Configuration, undefined);
  return { roleArn: RoleARN, transform: transformOf(ProcessingConfiguration), bucket, table: tableOf(configuration) };
}

function tableOf({ ClusterJDBCURL, CopyCommand, RetryOptions, ...who }: RedshiftConfiguration): TableSettings {
  const [, host, workgroup, database] = jdbcUrl.exec(ClusterJDBCURL) ?? [];
  if (host === undefined || workgroup === undefined || database === undefined)
    throw new Error(`ClusterJDBCURL is jdbc:redshift://ENDPOINT:PORT/DATABASE, not ${ClusterJDBCURL}`);
  const { DataTableName, DataTableColumns, CopyOptions = '' } = CopyCommand;
  within('The length of DataTableName', DataTableName.length, 1, 512);
  if (!/^(?:format\s+)?(?:as\s+)?json\s+(?:as\s+)?'auto'$/i.test(CopyOptions.trim()))
    throw unknown(`COPY with the options ${CopyOptions || '(none)'}`);
  const { DurationInSeconds = 3600 } = RetryOptions ?? {};
  within('DurationInSeconds', Number(DurationInSeconds), 0, 7200);
  if (!secretOf(who) && !(who.Username && who.Password))
    throw new Error('A Redshift destination has Username and Password, or SecretsManagerConfiguration');
  return {
    workgroup,
    database,
    table: DataTableName,
    columns: DataTableColumns?.split(',').map((column) => column.trim()),
    retryDuration: Number(DurationInSeconds) * second,
  };
}

function secretOf({
  SecretsManagerConfiguration: secrets,
}: Pick<RedshiftConfiguration, 'SecretsManagerConfiguration'>) {
  if (!secrets?.Enabled) return undefined;
  if (secrets.SecretARN === undefined) throw new Error('SecretsManagerConfiguration that is enabled has a SecretARN');
  return secrets.SecretARN;
}

export function secretAccess(configuration: RedshiftConfiguration): readonly Access[] {
  const secret = secretOf(configuration);
  const roleArn = configuration.SecretsManagerConfiguration?.RoleARN ?? configuration.RoleARN;
  return secret === undefined ? [] : [{ roleArn, needed: toSecret(secret) }];
}

/** Firehose guide, controlling-access, "VPC access to an Amazon Redshift provisioned cluster or Serverless workgroup". */
export function requirePublic({ ClusterJDBCURL }: RedshiftConfiguration, graph: ResourceGraph): void {
  const [, , name] = jdbcUrl.exec(ClusterJDBCURL) ?? [];
  const workgroup = name === undefined ? undefined : graph.named(name, 'AWS::RedshiftServerless::Workgroup');
  if (!workgroup) throw new Error(`${ClusterJDBCURL} is no workgroup of the stack`);
  if (!isPublic(workgroup))
    throw new Error('The workgroup is not publicly accessible: Firehose does not reach it. Set PubliclyAccessible');
}

const isPublic = ({ properties }: Resource): boolean => String(properties['PubliclyAccessible']) === 'true';
