import type { Resources } from './resources.ts';

/**
 * The same resources, in which whoever names a topic that the stack makes in a cluster outside of it, or names that cluster, refers to the
 * custom resource that makes the topic. Its component stands for both.
 */
export function withExistingTopics(resources: Resources): Resources {
  const ids = new Map(
    Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
      const arn = Type === 'Custom::EventsTopic' ? Properties?.['TopicArn'] : undefined;
      // MSK developer guide, "Authorization policy resources": topic/CLUSTER/UUID/TOPIC, and cluster/CLUSTER/UUID
      return typeof arn === 'string'
        ? [[arn, id] as const, [arn.replace(':topic/', ':cluster/').replace(/\/[^/]*$/, ''), id] as const]
        : [];
    }),
  );
  return ids.size === 0 ? resources : (referring(resources, ids) as Resources);
}

function referring(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.has(value) ? { Ref: ids.get(value) } : value;
  if (Array.isArray(value)) return value.map((each) => referring(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, referring(each, ids)]));
}
