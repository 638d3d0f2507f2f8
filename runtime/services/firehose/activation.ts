import type { RolePermissions } from '../../contracts/permissions.ts';
import type { Resource, ResourceGraph } from '../../contracts/template.ts';

/** They read a stream, or say who may; nothing is written by them. */
const readers =
  /^AWS::(IAM|CloudWatch|KinesisFirehose)::|^AWS::Lambda::EventSourceMapping$|^AWS::Kinesis::ResourcePolicy$/;

/**
 * What may write to a stream before a delivery stream that reads it is ACTIVE: whatever refers to the stream, and does not wait for
 * the delivery stream. CloudFormation creates resources in any order that their dependencies allow, and waits for a delivery
 * stream until it is ACTIVE (CloudFormation guide, aws-attribute-dependson).
 */
export function earlyWriters(
  graph: ResourceGraph,
  streamArn: string,
  deliveryStream: Resource,
  permissions: Pick<RolePermissions, 'allows'>,
): readonly Resource[] {
  const stream = graph.named(streamArn, 'AWS::Kinesis::Stream');
  if (!stream) return [];
  return [...graph.resources.values()].filter(
    (resource) =>
      !readers.test(resource.type) &&
      resource.dependsOn.includes(stream.id) &&
      !waitsFor(graph, resource.id, deliveryStream.id) &&
      !cannotWrite(resource),
  );

  /** A custom resource does what the role of its function may do, and a Flink application what its own role may do. */
  function cannotWrite({ type, properties }: Resource): boolean {
    const called =
      type.startsWith('Custom::') && graph.named(String(properties['ServiceToken']), 'AWS::Lambda::Function');
    const role = called ? called.properties['Role'] : properties['ServiceExecutionRole'];
    if (role === undefined) return false;
    const actions = ['kinesis:PutRecord', 'kinesis:PutRecords'];
    return !actions.some((action) => permissions.allows(String(role), { action, resource: streamArn }));
  }
}

function waitsFor(graph: ResourceGraph, id: string, target: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const dependsOn = graph.resources.get(id)?.dependsOn ?? [];
  return dependsOn.includes(target) || dependsOn.some((next) => waitsFor(graph, next, target, seen));
}
