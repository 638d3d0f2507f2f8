import type { ResourceGraph } from '../template/graph.ts';

/** Types of resources that a run has an engine for, and what stands in for it. */
export const engines: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable':
    'DynamoDB: in memory, with change capture; no capacity limits, no indexes, no transactions',
  'AWS::DynamoDB::Table': 'DynamoDB: in memory, with change capture; no capacity limits, no indexes, no transactions',
  'AWS::Kinesis::Stream': 'Kinesis: in memory, a fixed number of shards; no throughput limits',
  'AWS::S3::Bucket': 'S3: in memory; no versions, no lifecycle',
  'AWS::Lambda::Function':
    "Lambda: the deployed bundle in a process of this machine's Node.js; no layers, and the memory size limits only the heap",
  'AWS::Lambda::EventSourceMapping':
    'Lambda event source mapping: as the Lambda guide documents it; the pauses between retries, which it does not document, are assumed',
  'AWS::OpenSearchServerless::Collection':
    'OpenSearch: in memory; versions, errors and visibility as in OpenSearch; relevance scores are approximate',
  'AWS::OpenSearchService::Domain':
    'OpenSearch: in memory; versions, errors and visibility as in OpenSearch; relevance scores are approximate',
  'AWS::ApiGatewayV2::Api': 'API Gateway: routes, authorizers and limits of an HTTP API; no CORS, no custom domains',
  'AWS::Cognito::UserPool': 'Cognito: a local issuer signs the tokens; no sign-in',
  'AWS::Events::Rule': 'EventBridge: schedules run on request, not by the time of day',
};

/** What carries no events: it is read where it matters (permissions, routes), or there is nothing in it to run. */
const quiet =
  /^(AWS::(ApiGatewayV2::(Route|Integration|Stage|Authorizer)|CDK::Metadata|CloudWatch::.+|Cognito::UserPool.+|EC2::.+|IAM::.+|Lambda::Permission|Logs::.+|OpenSearchServerless::(AccessPolicy|CollectionGroup|SecurityPolicy)|S3::BucketPolicy|SNS::.+|KMS::.+|SSM::Parameter)|AWS::CloudFormation::CustomResource|Custom::.+)$/;

/** The stand-ins of a run, one line each. */
export const standInsOf = (graph: ResourceGraph): string[] => [
  ...new Set([...graph.resources.values()].flatMap(({ type }) => engines[type] ?? [])),
];

/** What a template holds beyond this runtime's knowledge: TYPE (LOGICAL ID). Reaching one of these fails. */
export const notModelledIn = (graph: ResourceGraph): string[] =>
  [...graph.resources.values()]
    .filter(({ type }) => !Object.hasOwn(engines, type) && !quiet.test(type))
    .map(({ id, type }) => `${type} (${id})`);
