import type { Call, RolePermissions } from '../../contracts/permissions.ts';
import type { EventSource } from '../../contracts/event-source.ts';

/** Lambda guide, configuration-vpc, "Required IAM permissions": with these Lambda makes the network interfaces of a function. */
const onNetworkInterfaces = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Checks what Lambda checks when a mapping is created: the function's role lets it read the source and write to the on-failure
 * destination. Throws with all that is missing.
 */
export function requireMappingPermissions(
  permissions: RolePermissions,
  roleArn: string,
  source: Pick<EventSource<never>, 'arn' | 'permissions'> & { readonly calls?: readonly Call[] },
  destinationArn: string | undefined,
): void {
  const needed: Call[] = source.permissions.map((action) => ({ action, resource: source.arn }));
  needed.push(...(source.calls ?? []));
  // Lambda guide, kafka-on-failure and kinesis-on-failure-destination: sqs:SendMessage for a queue
  if (destinationArn !== undefined && isQueue(destinationArn)) {
    needed.push({ action: 'sqs:SendMessage', resource: destinationArn });
  } else if (destinationArn !== undefined) {
    const context = { 's3:ResourceAccount': roleArn.split(':')[4]! };
    needed.push(
      { action: 's3:PutObject', resource: `${destinationArn}/aws/lambda/failures`, context },
      { action: 's3:ListBucket', resource: destinationArn, context },
    );
  }
  requireAll(permissions, roleArn, needed, 'create the event source mapping');
}

export const isQueue = (arn: string): boolean => /^arn:[\w-]+:sqs:/.test(arn);

/** Checks what Lambda checks when it puts a function into a network. Throws with all that is missing. */
export function requireNetworkPermissions(permissions: RolePermissions, roleArn: string): void {
  const needed = onNetworkInterfaces.map((action) => ({ action, resource: '*' }));
  requireAll(permissions, roleArn, needed, 'put the function into its network');
}

function requireAll(permissions: RolePermissions, roleArn: string, needed: readonly Call[], what: string): void {
  const missing = needed.filter((call) => !permissions.allows(roleArn, call));
  if (missing.length > 0)
    throw new Error(
      `Lambda could not ${what}: ${roleArn} does not allow ${missing.map(({ action, resource }) => `${action} on ${resource}`).join(', ')}.`,
    );
}
