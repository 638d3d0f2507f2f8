import {
  clientAddresses,
  logBucket,
  logBucketName,
  monthlyBudget,
  producers,
  sources,
} from '../options/access-logs.ts';
import { search, warehouse } from '../options/access-sinks.ts';
import { serverlessRefusals } from '../options/search.ts';
import { defineUseCase } from '../use-case.ts';

/** A format of `processors/lib/access-event/`: the folder below `raw/`, its file, and the name that the file exports. */
const formatOf = (source: string) => {
  const name = source.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { file: source, name, entry: name === source ? name : `'${source}': ${name}` };
};

/** Sources that services of AWS deliver into a bucket themselves: `infra/deliveries/` says what they need. */
const deliveredByAws: readonly string[] = ['cloudfront', 'vpc-flow', 'alb'];

/** Examples that are in the stage's region; that of CloudFront has a stack of its own. */
const examplesInRegion = (answers: { producers?: string | undefined; sources: readonly string[] }) =>
  answers.producers === 'example'
    ? answers.sources.filter((source) => source !== 'cloudfront').map((source) => formatOf(`example-${source}`))
    : [];

/** The blocks of the examples: the sources themselves, and what those need. */
function examplesOf(sources: readonly string[]): string[] {
  const anyOf = (...some: string[]) => sources.some((source) => some.includes(source));
  return [
    'example-sources',
    ...(anyOf('alb', 'vpc-flow', 'cloudfront', 'api-gateway') ? ['example-visitor'] : []),
    ...(anyOf('alb', 'vpc-flow') ? ['example-network'] : []),
    ...sources.map((source) => `example-${source}`),
  ];
}

/**
 * What infra/config.ts says of prefixes in an existing bucket: sources that AWS does not deliver have no path of their own, and are below
 * their name until the owner of the bucket says otherwise.
 */
function prefixesOf(sources: readonly string[]): string {
  const named = sources
    .filter((source) => !deliveredByAws.includes(source))
    .toSorted()
    .map((source) => `${source.includes('-') ? `'${source}'` : source}: ['${source}/']`);
  return named.length === 0 ? '{}' : `{ ${named.join(', ')} }`;
}

/** Logs into a lake, a search and alerts: raw bucket -> SQS -> ingest -> Kinesis -> Firehose -> lake; Kinesis -> OpenSearch, Redshift. */
export const accessLogs = defineUseCase({
  id: 'access-logs',
  title: 'Access logs in a lake, with search and alerts',
  flow: 'S3 -> SQS -> Lambda -> Kinesis Data Streams -> lake (S3), search (OpenSearch), alerts (SNS)',
  options: { sources, logBucket, logBucketName, producers, clientAddresses, search, warehouse, monthlyBudget },
  refuse: serverlessRefusals,
  packages: ['@aws-sdk/client-s3'],
  locks: [
    // the warehouse brings what hashed addresses need
    { name: 'no-search-warehouse', where: { search: 'none', warehouse: 'streaming' } },
    { name: 'no-search-hashed', where: { search: 'none', clientAddresses: 'hashed' } },
    { name: 'no-search', where: { search: 'none' } },
    { name: 'domain-warehouse', where: { search: 'domain', warehouse: 'streaming' } },
    { name: 'domain-hashed', where: { search: 'domain', clientAddresses: 'hashed' } },
    { name: 'domain', where: { search: 'domain' } },
    { name: 'warehouse', where: { warehouse: 'streaming' } },
    { name: 'hashed', where: { clientAddresses: 'hashed' } },
    { name: 'default', where: {} },
  ],

  events: { accessEvent: { kind: 'source', shipped: 'access-event' } },
  blocks: (answers) => [
    `raw-bucket-${answers.logBucket}`,
    'raw-logs',
    'access-event',
    ...(answers.clientAddresses === 'hashed' ? ['addresses-hashed', 'hash-key'] : ['addresses-stated']),
    ...answers.sources.map((source) => `log-${source}`),
    'ingest',
    'access-stream',
    'failure-store',
    'stream-way-back',
    'firehose-delivery',
    'lake-bucket',
    'lake',
    'access-lake',
    ...(answers.search === 'none'
      ? []
      : [
          `access-search-${answers.search}`,
          `engine-${answers.search}`,
          'search-client',
          'signed-requests',
          'access-search',
          'search-series',
        ]),
    ...(answers.warehouse === 'none' ? [] : ['firehose-transform', 'warehouse', 'warehouse-sql', 'access-warehouse']),
    ...(answers.search === 'domain' || answers.warehouse !== 'none' ? ['vpc-flow-log'] : []),
    'detector',
    'monitoring',
    'budget',
    'processor-function',
    ...(answers.producers === 'example' ? examplesOf(answers.sources) : []),
    ...(answers.producers === 'example' && answers.search === 'serverless' ? ['example-wakes-search'] : []),
  ],
  view: (answers) => ({
    clientAddresses: answers.clientAddresses,
    otherSinks: answers.search !== 'none' || answers.warehouse !== 'none',
    monthlyBudget: answers.monthlyBudget === undefined ? undefined : Number(answers.monthlyBudget),
    formats: answers.sources.toSorted().map(formatOf),
    deliveries: answers.sources.filter((source) => deliveredByAws.includes(source)).map(formatOf),
    exampleSources: examplesInRegion(answers),
    existingBucket: answers.logBucketName ?? '',
    logPrefixes: prefixesOf(answers.sources),
    sourceList: answers.sources.map((source) => `\`${source}\``).join(', '),
  }),
});
