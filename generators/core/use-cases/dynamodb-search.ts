import { apiAuth } from '../options/api-auth.ts';
import { contract } from '../options/contract.ts';
import { history } from '../options/history.ts';
import { search, serverlessRefusals } from '../options/search.ts';
import { table, tableName, ttlDeletes } from '../options/table.ts';
import { regionsWithout } from '../regions.ts';
import { defineUseCase } from '../use-case.ts';

const withoutCognito = regionsWithout['AWS::Cognito::UserPool'];
const noCognito = 'Amazon Cognito user pools are not available in that region; choose API auth "iam" or another region';

/** Firehose gives documents of a collection neither ids nor indexes by month: there, a function writes the history. */
const throughFirehose = ({ history: sinks, search: engine }: { history: readonly string[]; search: string }): boolean =>
  sinks.includes('lake') || (sinks.includes('search') && engine === 'domain');

/** Near real-time search over a DynamoDB table: table -> Kinesis -> indexer -> OpenSearch -> search API. */
export const dynamodbSearch = defineUseCase({
  id: 'dynamodb-search',
  title: 'Near real-time search over a DynamoDB table',
  flow: 'DynamoDB -> Kinesis Data Streams -> Lambda -> OpenSearch -> search API',
  options: { table, tableName, search, apiAuth, ttlDeletes, history, contract },
  refuse: [
    ...serverlessRefusals,
    { where: { apiAuth: 'cognito', devRegion: withoutCognito }, because: noCognito },
    { where: { apiAuth: 'cognito', prodRegion: withoutCognito }, because: noCognito },
  ],
  packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/client-lambda'],
  locks: [
    { name: 'domain-warehouse', where: { search: 'domain', history: 'warehouse' } },
    { name: 'warehouse', where: { history: 'warehouse' } },
    { name: 'domain-lake', where: { search: 'domain', history: 'lake' } },
    { name: 'lake', where: { history: 'lake' } },
    { name: 'domain', where: { search: 'domain' } },
    { name: 'default', where: {} },
  ],
  events: { item: { kind: 'source', shipped: 'product' } },
  blocks: (answers) => [
    `table-${answers.table}`,
    'change-stream',
    'dynamodb-items',
    'indexer',
    'failure-store',
    'stream-way-back',
    `search-${answers.search}`,
    `engine-${answers.search}`,
    'search-client',
    'signed-requests',
    'search-index',
    'search-api',
    `api-auth-${answers.apiAuth}`,
    ...(answers.apiAuth === 'cognito' ? ['sign-in-pool'] : []),
    'monitoring',
    'processor-function',
    ...(answers.history.length > 0 ? ['history-account', 'firehose-transform'] : []),
    ...(answers.history.some((sink) => sink !== 'warehouse') ? ['history-row'] : []),
    ...(throughFirehose(answers) ? ['history-transform'] : []),
    // the warehouse has its rows from Firehose where a stage says so
    ...(throughFirehose(answers) || answers.history.includes('warehouse')
      ? ['firehose-delivery', 'firehose-failures']
      : []),
    ...(answers.history.includes('lake') ? ['lake-bucket', 'lake', 'lake-transform', 'history-lake'] : []),
    ...(answers.history.includes('search')
      ? ['history-index', `history-search-${answers.search}`, 'search-series']
      : []),
    ...(answers.history.includes('warehouse') ? ['warehouse', 'warehouse-sql', 'history-warehouse'] : []),
    ...(answers.search === 'domain' || answers.history.includes('warehouse') ? ['vpc-flow-log'] : []),
    'canary',
    // it would write into a table of somebody else, or keep a collection awake that scales to zero
    answers.table === 'new' && answers.search === 'domain' ? 'canary-on' : 'canary-off',
  ],
  view: (answers) => ({
    existingTable: answers.tableName ?? '',
    keepsExpired: answers.ttlDeletes === 'keep',
    entries: answers.history.some((sink) => sink !== 'search') ? 'documents and rows' : 'documents',
  }),
});
