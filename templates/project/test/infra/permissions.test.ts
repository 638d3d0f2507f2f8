import { describe, expect, it } from '@jest/globals';
import { neededBy, referencesIn, statementsOf } from './dependencies.ts';
import { resourcesOf, stageNames } from './synthesized.ts';

/** Actions that IAM cannot limit to a resource, or whose resource has no name before (Service Authorization Reference). */
const withoutResource = new Set([
  'cloudwatch:PutMetricData',
  'dynamodb:ListStreams',
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:CreateNetworkInterfacePermission',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcAttribute',
  'ec2:DescribeVpcs',
  'ec2:UnassignPrivateIpAddresses',
  'kinesis:ListStreams',
  'logs:DescribeLogGroups',
  'redshift-data:DescribeStatement',
  'redshift-data:GetStatementResult',
  'redshift-serverless:CreateUsageLimit',
  'redshift-serverless:DeleteUsageLimit',
  'redshift-serverless:ListUsageLimits',
  'redshift-serverless:UpdateUsageLimit',
]);

describe.each(stageNames)('the roles of stage %s', (stage) => {
  const resources = resourcesOf(stage);
  const allowed = statementsOf(resources).filter(({ effect }) => effect === 'Allow');

  it('may do on everything only what cannot be limited to something', () => {
    expect(allowed.length).toBeGreaterThan(5);
    const wide = allowed.filter((statement) => statement.resources.includes('*')).flatMap(({ actions }) => actions);
    expect(wide.filter((action) => !withoutResource.has(action))).toEqual([]);
  });

  it('may do everything else on what is named, or begins with a name', () => {
    const named = allowed.flatMap((statement) => statement.resources.filter((resource) => resource !== '*'));
    expect(named.filter((resource) => !isNamed(resource))).toEqual([]);
  });

  it('of functions of the deployment have all their permissions before the deployment calls the function', () => {
    const custom = Object.entries(resources).filter(([, { Type }]) => Type.startsWith('Custom::'));
    for (const [id, { Properties }] of custom) {
      const [called] = referencesIn(Properties['ServiceToken']);
      const [role] = referencesIn(resources[called!]!.Properties['Role']);
      const policies = allowed.filter(({ roles }) => roles.includes(role!)).map(({ policy }) => policy);
      expect(policies.length).toBeGreaterThan(0);
      expect([...neededBy(resources, id)]).toEqual(expect.arrayContaining(policies));
    }
  });
});

/** A resource of the stack, or an ARN whose service, account and name are said. */
function isNamed(resource: unknown): boolean {
  const text = typeof resource === 'string' ? resource : textOf(resource);
  if (text.startsWith('<')) return true;
  const [, , service, , , ...name] = text.split(':');
  // a bucket, or an object: S3 has no words for types of resources in its ARNs
  if (service === 's3') return /[a-z0-9]{2}/.test(name.join(':'));
  return /^[a-z0-9-]+$/.test(service ?? '') && /[A-Za-z0-9>]{2}/.test(name.join(':').replace(/^[a-z-]+[:/]/, ''));
}

/** With <ID> for what the deployment makes or knows. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': joined } = value as { 'Fn::Join'?: [string, unknown[]] };
  if (joined) return joined[1].map(textOf).join('');
  return `<${referencesIn(value)[0]!.replace('::', '')}>`;
}
