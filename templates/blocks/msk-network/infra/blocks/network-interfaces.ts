import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { acknowledge } from '../acknowledge.ts';
import type { ProcessorFunction } from './processor-function.ts';

/** The place of a function in a network. */
export interface FunctionPlace {
  subnetIds: readonly string[];
  securityGroupId: string;
}

const actions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Puts a function into a network, and gives what Lambda does there with its role. Lambda makes and removes the network interfaces with
 * the permissions of that role, and asks for all of these at once. The deny keeps them from the function's own code: its calls carry the
 * ARN of the function, those of Lambda do not (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
 */
export function putInto({ subnetIds, securityGroupId }: FunctionPlace, client: ProcessorFunction): Policy {
  const anyFunction = Stack.of(client).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const policy = new Policy(client, 'Interfaces', {
    roles: [client.role],
    statements: [
      new PolicyStatement({ actions, resources: ['*'] }),
      new PolicyStatement({
        effect: Effect.DENY,
        actions: [...actions, 'ec2:DetachNetworkInterface'],
        resources: ['*'],
        conditions: { ArnLike: { 'lambda:SourceFunctionArn': anyFunction } },
      }),
    ],
  });
  acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', 'Lambda names the network interfaces that it makes');
  const made = client.function.node.defaultChild as CfnFunction;
  made.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [securityGroupId] };
  made.node.addDependency(policy);
  return policy;
}
