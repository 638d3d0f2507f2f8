import type { Resource, ResourceGraph } from '../../contracts/template.ts';

/** They read a stream, or say who may; nothing is written by them. */
const readers =
  /^AWS::(IAM|CloudWatch|KinesisFirehose)::|^AWS::Lambda::EventSourceMapping$|^AWS::Kinesis::ResourcePolicy$/;

/**
 * What may write to a stream before a delivery stream that reads it is ACTIVE: whatever refers to the stream, and does not wait for
 * the delivery stream. CloudFormation creates resources in any order that their dependencies allow, and waits for a delivery
 * stream until it is ACTIVE (CloudFormation guide, aws-attribute-dependson).
 */
export function earlyWriters(graph: ResourceGraph, streamArn: string, deliveryStream: Resource): readonly Resource[] {
  const stream = graph.named(streamArn, 'AWS::Kinesis::Stream');
  if (!stream) return [];
  return [...graph.resources.values()].filter(
    ({ id, type, dependsOn }) =>
      !readers.test(type) && dependsOn.includes(stream.id) && !waitsFor(graph, id, deliveryStream.id),
  );
}

function waitsFor(graph: ResourceGraph, id: string, target: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const dependsOn = graph.resources.get(id)?.dependsOn ?? [];
  return dependsOn.includes(target) || dependsOn.some((next) => waitsFor(graph, next, target, seen));
}
