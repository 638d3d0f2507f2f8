import type { Call, Permissions } from '../../iam/permissions.ts';

/** Lambda guide, with-kinesis, "Creating an event source mapping": what the role of the function has to allow on the stream. */
const onStream = [
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
];

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
  permissions: Permissions,
  roleArn: string,
  streamArn: string,
  destinationArn: string | undefined,
): void {
  const needed: Call[] = onStream.map((action) => ({ action, resource: streamArn }));
  if (destinationArn !== undefined) {
    const context = { 's3:ResourceAccount': roleArn.split(':')[4]! };
    needed.push(
      { action: 's3:PutObject', resource: `${destinationArn}/aws/lambda/failures`, context },
      { action: 's3:ListBucket', resource: destinationArn, context },
    );
  }
  requireAll(permissions, roleArn, needed, 'create the event source mapping');
}

/** Checks what Lambda checks when it puts a function into a network. Throws with all that is missing. */
export function requireNetworkPermissions(permissions: Permissions, roleArn: string): void {
  const needed = onNetworkInterfaces.map((action) => ({ action, resource: '*' }));
  requireAll(permissions, roleArn, needed, 'put the function into its network');
}

function requireAll(permissions: Permissions, roleArn: string, needed: readonly Call[], what: string): void {
  const missing = needed.filter((call) => !permissions.allows(roleArn, call));
  if (missing.length > 0)
    throw new Error(
      `Lambda could not ${what}: ${roleArn} does not allow ${missing.map(({ action, resource }) => `${action} on ${resource}`).join(', ')}.`,
    );
}
