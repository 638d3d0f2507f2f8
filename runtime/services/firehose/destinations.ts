import type { Host } from '../../contracts/service.ts';
import type { Resource } from '../../contracts/template.ts';
import type { Destination } from './destination.ts';
import { OpenSearchDestination } from './destinations/opensearch.ts';
import { RedshiftDestination } from './destinations/redshift.ts';
import { S3Destination, type S3Host } from './destinations/s3.ts';
import { backupReport, type Report } from './metrics.ts';
import type { PartitionKeys } from './partitioning/partition-keys.ts';
import { PartitionedDestination } from './partitioning/partitioned-destination.ts';
import type { DeliverySettings } from './settings.ts';

/** The destination of a delivery stream, made of what the stack has. Throws where the stack does not have it. */
export function destinationFor(
  { domain, table, bucket: bucketSettings, partitioning }: DeliverySettings,
  stream: Resource,
  host: Host,
  report: Report,
  keys: PartitionKeys,
): Destination {
  const { clock, permissions, meter, graph, purposeOf, find } = host;
  const component = stream.component ?? stream.id;
  const flow = (toArn: string, records: number): void => {
    const found = graph.named(toArn);
    const to = found?.component ?? found?.id ?? toArn;
    if (to !== component) meter.flow(component, to, records);
  };
  const bucketName = bucketSettings.bucketArn.replace(/^arn:[\w-]+:s3:::/, '');
  const found = find('bucket', bucketName);
  if (!found)
    throw new Error(`No local engine for ${stream.id}: ${bucketSettings.bucketArn} is no bucket of the stack`);
  const bucketHost: S3Host = {
    deliveryStream: stream.name,
    region: graph.region,
    clock,
    permissions,
    report: domain ? backupReport(report, domain.backsUpAll) : report,
    store: (key, body, records, failed) => {
      found.write(key, body);
      flow(bucketSettings.bucketArn, records);
      // what COPY has to bring on is neither delivered yet nor parked
      if (table && !failed) return;
      const as = purposeOf(bucketName, key);
      if (as === 'delivered') meter.delivered(component, records);
      if (as === 'parked') meter.parked(component, records);
    },
  };
  const bucketAt = (prefix: string | undefined) => new S3Destination({ ...bucketSettings, prefix }, bucketHost);
  if (partitioning)
    return new PartitionedDestination({ prefix: bucketSettings.prefix!, partitioning, keys, at: bucketAt });
  const bucket = bucketAt(bucketSettings.prefix);
  if (table) {
    const warehouse = find('warehouse', table.workgroup);
    if (!warehouse)
      throw new Error(`No local engine for ${stream.id}: ${table.workgroup} is no workgroup of the stack`);
    return new RedshiftDestination(table, bucket, {
      clock,
      report,
      warehouse,
      copied: (records) => {
        flow(warehouse.arn, records);
        meter.delivered(component, records);
      },
    });
  }
  if (!domain) return bucket;
  const engine = find('index', domain.domainArn);
  if (!engine) throw new Error(`No local engine for ${stream.id}: ${domain.domainArn} is no domain of the stack`);
  return new OpenSearchDestination(domain, bucket, {
    clock,
    permissions,
    report,
    fetch: engine.fetch,
    indexed: (records) => {
      flow(domain.domainArn, records);
      meter.delivered(component, records);
    },
  });
}
