import type { ResourceGraph } from '../contracts/template.ts';

/** Custom resources of the CDK that a service of a run does itself: the functions that do them in a deployment never run. */
export const bucketNotifications = 'Custom::S3BucketNotifications';

const types: readonly string[] = [bucketNotifications];

export const isModelled = (type: string): boolean => types.includes(type);

/** The ARNs of functions that only such resources need. */
export function unneededFunctions(graph: Pick<ResourceGraph, 'resources'>): ReadonlySet<string> {
  const needs = [...graph.resources.values()].flatMap(({ type, properties: { ServiceToken } }) =>
    typeof ServiceToken === 'string' ? [{ type, arn: ServiceToken }] : [],
  );
  const needed = needs.filter(({ type }) => !isModelled(type)).map(({ arn }) => arn);
  return new Set(needs.map(({ arn }) => arn).filter((arn) => !needed.includes(arn)));
}
