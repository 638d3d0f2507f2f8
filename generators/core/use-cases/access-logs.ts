import { clientAddresses, monthlyBudget, sources } from '../options/access-logs.ts';
import { warehouse } from '../options/access-sinks.ts';
import { defineUseCase } from '../use-case.ts';

/** A format of `processors/lib/access-event/`: the folder below `raw/`, its file, and the name that the file exports. */
const formatOf = (source: string) => {
  const name = source.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { file: source, name, entry: name === source ? name : `'${source}': ${name}` };
};

/** Sources that services of AWS deliver into a bucket themselves: `infra/deliveries/` says what they need. */
const deliveredByAws: readonly string[] = ['cloudfront', 'vpc-flow', 'alb'];

/** Logs into a lake: raw bucket -> SQS -> ingest -> Kinesis -> Firehose -> lake; Kinesis -> Redshift. */
export const accessLogs = defineUseCase({
  id: 'access-logs',
  title: 'Access logs in a lake',
  flow: 'S3 -> SQS -> Lambda -> Kinesis Data Streams -> Firehose -> S3',
  options: { sources, clientAddresses, warehouse, monthlyBudget },
  refuse: [],
  packages: ['@aws-sdk/client-s3'],
  locks: [
    { name: 'hashed-warehouse', where: { clientAddresses: 'hashed', warehouse: 'streaming' } },
    { name: 'warehouse', where: { warehouse: 'streaming' } },
    { name: 'hashed', where: { clientAddresses: 'hashed' } },
    { name: 'default', where: {} },
  ],

  events: { accessEvent: { kind: 'source', shipped: 'access-event' } },
  blocks: (answers) => [
    'raw-logs',
    'access-event',
    answers.clientAddresses === 'hashed' ? 'addresses-hashed' : 'addresses-stated',
    ...answers.sources.map((source) => `log-${source}`),
    'ingest',
    'access-stream',
    'failure-store',
    'firehose-delivery',
    'lake',
    'access-lake',
    ...(answers.warehouse === 'none' ? [] : ['firehose-transform', 'vpc-flow-log', 'warehouse', 'access-warehouse']),
    'detector',
    'monitoring',
    'budget',
    'processor-function',
  ],
  view: (answers) => ({
    clientAddresses: answers.clientAddresses,
    monthlyBudget: answers.monthlyBudget === undefined ? undefined : Number(answers.monthlyBudget),
    formats: answers.sources.toSorted().map(formatOf),
    deliveries: answers.sources.filter((source) => deliveredByAws.includes(source)).map(formatOf),
    sourceList: answers.sources.map((source) => `\`${source}\``).join(', '),
  }),
});
