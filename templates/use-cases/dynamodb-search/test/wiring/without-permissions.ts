/** What the roles of functions lose, and what stands there in its place. */
const taken = [
  ['aoss:WriteDocument', 'aoss:DescribeIndex'],
  ['aoss:ReadDocument', 'aoss:DescribeIndex'],
  ['es:ESHttpPost', 'es:ESHttpHead'],
  ['/rejected/indexer/*', '/rejected/nowhere/*'],
] as const;

/** The template of a stack in which somebody has taken permissions away from its functions. */
export function withoutPermissions(template: string): string {
  const { Resources, ...others } = JSON.parse(template) as { Resources: Record<string, unknown> };
  const changed = Object.entries(Resources).map(([id, resource]) => {
    const text = JSON.stringify(resource);
    // Firehose does not begin to work without the permissions of its own role
    if (text.includes('es:DescribeDomainConfig')) return [id, resource] as const;
    return [id, JSON.parse(taken.reduce((kept, [lost, other]) => kept.replaceAll(lost, other), text))] as const;
  });
  return JSON.stringify({ ...others, Resources: Object.fromEntries(changed) });
}
