import type { Call, RolePermissions } from '../../contracts/permissions.ts';
import type { Resource, ResourceGraph } from '../../contracts/template.ts';

/** They read a source, or say who may; nothing is written by them. */
const readers =
  /^AWS::(IAM|CloudWatch|KinesisFirehose)::|^AWS::Lambda::EventSourceMapping$|^AWS::Kinesis::ResourcePolicy$|^AWS::MSK::/;

/** How a source is written to. */
export interface Written {
  /** Of the stream, or of the cluster of the topic. */
  readonly arn: string;
  readonly type: 'AWS::Kinesis::Stream' | 'AWS::MSK::Cluster' | 'AWS::MSK::ServerlessCluster';
  /** Each of these calls writes. */
  readonly calls: readonly Call[];
}

export const writtenStream = (arn: string): Written => ({
  arn,
  type: 'AWS::Kinesis::Stream',
  calls: ['kinesis:PutRecord', 'kinesis:PutRecords'].map((action) => ({ action, resource: arn })),
});

/**
 * What may write to a source before a delivery stream that reads it is ACTIVE: whatever refers to the source, and does not wait for
 * the delivery stream. CloudFormation creates resources in any order that their dependencies allow, and waits for a delivery
 * stream until it is ACTIVE (CloudFormation guide, aws-attribute-dependson).
 */
export function earlyWriters(
  graph: ResourceGraph,
  { arn, type: sourceType, calls }: Written,
  deliveryStream: Resource,
  permissions: Pick<RolePermissions, 'allows'>,
): readonly Resource[] {
  const source = graph.named(arn, sourceType);
  if (!source) return [];
  return [...graph.resources.values()].filter(
    (resource) =>
      !readers.test(resource.type) &&
      resource.dependsOn.includes(source.id) &&
      !waitsFor(graph, resource.id, deliveryStream.id) &&
      !cannotWrite(resource),
  );

  /** A custom resource does what the role of its function may do, and a Flink application what its own role may do. */
  function cannotWrite({ type, properties }: Resource): boolean {
    const called =
      type.startsWith('Custom::') && graph.named(String(properties['ServiceToken']), 'AWS::Lambda::Function');
    const role = called ? called.properties['Role'] : properties['ServiceExecutionRole'];
    if (role === undefined) return false;
    return !calls.some((call) => permissions.allows(String(role), call));
  }
}

function waitsFor(graph: ResourceGraph, id: string, target: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const dependsOn = graph.resources.get(id)?.dependsOn ?? [];
  return dependsOn.includes(target) || dependsOn.some((next) => waitsFor(graph, next, target, seen));
}
