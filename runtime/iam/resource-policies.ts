import type { Resource, ResourceGraph } from '../contracts/template.ts';
import { isObject } from '../template/problem.ts';
import { statementsOf, type Statement } from './statement.ts';

const document = ({ properties }: Resource): unknown[] => [properties['PolicyDocument']];
const ofReplica = (replica: unknown): unknown[] =>
  isObject(replica) && isObject(replica['ResourcePolicy']) ? [replica['ResourcePolicy']['PolicyDocument']] : [];

/** Where a template puts the policies of resources (IAM user guide, access_policies_identity-vs-resource). */
const places: Readonly<Record<string, (resource: Resource) => readonly unknown[]>> = {
  'AWS::DynamoDB::GlobalTable': ({ properties }) => [properties['Replicas'] ?? []].flat().flatMap(ofReplica),
  'AWS::DynamoDB::Table': ({ properties }) => ofReplica(properties),
  'AWS::Kinesis::ResourcePolicy': ({ properties }) => [properties['ResourcePolicy']],
  'AWS::MSK::ClusterPolicy': ({ properties }) => [properties['Policy']],
  'AWS::OpenSearchService::Domain': ({ properties }) => [properties['AccessPolicies']],
  'AWS::S3::BucketPolicy': document,
  'AWS::SNS::TopicInlinePolicy': document,
  'AWS::SNS::TopicPolicy': document,
  'AWS::SQS::QueueInlinePolicy': document,
  'AWS::SQS::QueuePolicy': document,
};

/** Their statements name the resource that they belong to: all can be asked about every call. */
export const resourceStatementsOf = (graph: ResourceGraph): readonly Statement[] =>
  Object.entries(places).flatMap(([type, documents]) =>
    graph
      .ofType(type)
      .flatMap((resource) =>
        documents(resource).flatMap((given) => (given === undefined ? [] : statementsOf(given, resource.id))),
      ),
  );
