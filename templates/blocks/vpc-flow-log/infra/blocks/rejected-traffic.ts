import { Aws, Stack } from 'aws-cdk-lib';
import {
  FlowLog,
  FlowLogDestination,
  FlowLogResourceType,
  FlowLogTrafficType,
  type CfnVPC,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

/** Logs what a network rejects, as the first thing that is made in it. `vpc` is the same as `made`, as other constructs know it. */
export function logRejectedTraffic(scope: Construct, stage: Stage, { vpc, made }: { vpc: IVpc; made: CfnVPC }): void {
  const logGroup = new LogGroup(scope, 'FlowLogs', {
    retention: stage.logRetention,
    removalPolicy: stage.removalPolicy,
  });
  const role = new Role(scope, 'FlowLogRole', {
    assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: {
          'aws:SourceArn': Stack.of(scope).formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }),
        },
      },
    }),
  });
  new FlowLog(scope, 'FlowLog', {
    resourceType: FlowLogResourceType.fromVpc(vpc),
    trafficType: FlowLogTrafficType.REJECT,
    destination: FlowLogDestination.toCloudWatchLogs(logGroup, role),
  }).node.addDependency(made);
}
