import type { Resources } from './resources.ts';

/** What a component is, by the first of these types that it has. */
const kinds: readonly (readonly [string, string])[] = [
  ['AWS::DynamoDB::GlobalTable', 'DynamoDB table'],
  ['Custom::ChangeCapture', 'existing DynamoDB table'],
  ['AWS::Kinesis::Stream', 'Kinesis data stream'],
  ['AWS::MSK::Cluster', 'topic of Amazon MSK'],
  ['AWS::MSK::ServerlessCluster', 'topic of Amazon MSK'],
  ['Custom::EventsTopic', 'topic of Amazon MSK'],
  ['AWS::OpenSearchServerless::Collection', 'OpenSearch Serverless collection'],
  ['AWS::OpenSearchService::Domain', 'OpenSearch Service domain'],
  ['AWS::KinesisFirehose::DeliveryStream', 'Firehose stream'],
  ['AWS::KinesisAnalyticsV2::Application', 'Managed Flink application'],
  ['AWS::Glue::Job', 'Glue job'],
  ['AWS::RedshiftServerless::Workgroup', 'Redshift Serverless workgroup'],
  ['AWS::S3::Bucket', 'S3 bucket'],
  ['AWS::Cognito::UserPool', 'Cognito user pool'],
  ['AWS::AppSync::Api', 'AppSync Events'],
  ['AWS::ApiGatewayV2::Api', 'HTTP API, Lambda function'],
  ['Custom::SearchIndex', 'Lambda function of the deployment'],
  ['AWS::Events::Rule', 'Lambda function on a schedule'],
  ['AWS::Lambda::Function', 'Lambda function'],
  ['AWS::SQS::Queue', 'SQS queue'],
];

/** The construct of the stack that a resource belongs to: "Indexer" for product-search-dev/Indexer/Function/Resource. */
export function componentOf(resources: Resources, logicalId: string): string | undefined {
  const path = resources[logicalId]?.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path.split('/')[1] : undefined;
}

/** The components of a stack that move or hold data, and what each is. */
export function componentKinds(resources: Resources): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [type, kind] of kinds)
    for (const [id, { Type, Properties }] of Object.entries(resources)) {
      const component = componentOf(resources, id);
      // a rule may wait for events, and then it has none
      const isIt = Type === type && (type !== 'AWS::Events::Rule' || Properties?.['ScheduleExpression'] !== undefined);
      if (isIt && component !== undefined) found[component] ??= kind;
    }
  const running = new Set(
    Object.entries(resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::Lambda::Function' ? [componentOf(resources, id)] : [],
    ),
  );
  // an API may do without a function
  for (const [component, kind] of Object.entries(found))
    if (!running.has(component)) found[component] = kind.replace(/^HTTP API, Lambda function$/, 'HTTP API');
  return found;
}

/** A Kafka cluster that no resource makes, by the name that a local run has for it. */
export const clusterOutside = { name: 'Kafka', kind: 'topic of your own cluster' };

/** Every logical id that a value refers to, at any depth. */
export function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: unknown; 'Fn::GetAtt'?: unknown };
  if (typeof Ref === 'string') return [Ref];
  if (Array.isArray(attribute)) return [String(attribute[0])];
  return Object.values(value).flatMap(references);
}
