/**
 * The sources that this project reads, each with the prefixes of the bucket that its logs are below. A source without prefixes is known by
 * the path that its service gives each object.
 */
export type LogPlaces = Readonly<Record<string, readonly string[]>>;

/** The source that wrote an object, or why the object is left out. No part of its key stands in a reason. */
export type Place = { source: string; leftOut?: undefined } | { source?: undefined; leftOut: string };

/** Folders of services below AWSLogs/ACCOUNT/, as the services write them. */
const services: Readonly<Record<string, (file: string) => Place>> = {
  elasticloadbalancing: (file) => balancerLog(file),
  vpcflowlogs: () => ({ source: 'vpc-flow' }),
  CloudFront: () => ({ source: 'cloudfront' }),
};

/** Other services that write into the same buckets. */
const others: readonly string[] = [
  'CloudTrail',
  'CloudTrail-Digest',
  'CloudTrail-Insight',
  'Config',
  'GuardDuty',
  'RedshiftLogs',
  'S3',
  'WAFLogs',
  'network-firewall',
  'redshift',
  'vpcdnsquerylogs',
];

/** Folders that Firehose makes below its error prefix (Amazon Data Firehose guide, "Data delivery failure handling"). */
const undelivered: readonly string[] = [
  'AmazonOpenSearchService_failed',
  'decompression-failed',
  'elasticsearch-failed',
  'format-conversion-failed',
  'http-endpoint-failed',
  'processing-failed',
  'splunk-failed',
];

/** Where an object of the bucket belongs. A prefix that is configured goes before the path of a service; of two prefixes, the longer one. */
export function placeOf(key: string, places: LogPlaces): Place {
  const segments = key.split('/');
  const file = segments.at(-1)!;
  if (file === '') return leftOut('a folder');
  if (/\.parquet$/i.test(file)) return leftOut('files of Parquet are not read');
  if (file === 'ELBAccessLogTestFile') return leftOut('the test file of Elastic Load Balancing');
  if (segments.some((each) => undelivered.includes(each))) return leftOut('what Firehose could not deliver');
  const source = configured(key, places);
  if (source !== undefined) return { source };
  const service = serviceOf(segments);
  if (service === undefined) return leftOut('neither the prefix of a source nor the path of a service');
  const place = Object.hasOwn(services, service) ? services[service]!(file) : leftOut(ofOther(service));
  if (place.source !== undefined && !Object.hasOwn(places, place.source))
    return leftOut(`logs of ${place.source}, which this project does not read`);
  return place;
}

const leftOut = (because: string): Place => ({ leftOut: because });

function configured(key: string, places: LogPlaces): string | undefined {
  let [longest, found]: [string, string | undefined] = ['', undefined];
  for (const [source, prefixes] of Object.entries(places))
    for (const prefix of prefixes)
      if (key.startsWith(prefix) && prefix.length > longest.length) [longest, found] = [prefix, source];
  return found;
}

/**
 * The service of `[PREFIX/]AWSLogs/[ORGANISATION/]ACCOUNT/SERVICE/…/FILE`, or of the same with names of partitions
 * (`aws-account-id=ACCOUNT/aws-service=SERVICE`). A prefix may be of this form, too: the last one counts.
 */
function serviceOf(segments: readonly string[]): string | undefined {
  let at = segments.lastIndexOf('AWSLogs') + 1;
  if (at === 0) return undefined;
  if (/^o-[a-z0-9]{10,32}$/.test(segments[at] ?? '')) at++;
  if (!/^(aws-account-id=)?\d{12}$/.test(segments[at] ?? '')) return undefined;
  // the file itself is no service
  return at + 1 < segments.length - 1 ? segments[at + 1]!.replace(/^aws-service=/, '') : undefined;
}

const ofOther = (service: string): string =>
  `logs of ${others.includes(service) ? service : 'another service'}, which this project does not read`;

/**
 * `ACCOUNT_elasticloadbalancing_REGION_app.NAME.ID_…`: all kinds of load balancers write below one folder, and Application Load Balancers
 * write three kinds of logs there (Elastic Load Balancing guides, "Access logs", "Connection logs", "Health check logs").
 */
function balancerLog(file: string): Place {
  if (file.startsWith('conn_log')) return leftOut('connection logs of a load balancer');
  if (file.startsWith('health_check_log')) return leftOut('health check logs of a load balancer');
  const kind = /^\d{12}_elasticloadbalancing_[a-z0-9-]+_(app\.|net\.|gwy\.)?/.exec(file)?.[1];
  if (kind === 'app.') return { source: 'alb' };
  if (kind === 'net.') return leftOut('logs of a Network Load Balancer');
  return leftOut('logs of a load balancer that is no Application Load Balancer');
}
