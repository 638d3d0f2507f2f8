import { ArnFormat, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from './stage.ts';

/**
 * A log group that an AWS service writes to because a resource policy of CloudWatch Logs lets it. The policy that AWS keeps for
 * its services names each group, has room for 5,120 characters, and covers all groups below /aws/vendedlogs/ by one pattern:
 * elsewhere, the deployment fails in an account with many of them (CloudWatch Logs user guide, "Enable logging from AWS
 * services").
 */
export class ServiceLogGroup extends LogGroup {
  /**
   * The ARN without the ":*" of `logGroupArn`, which means the log streams: services store it this way, and a stack that says
   * anything else has drifted from the first day (CloudFormation template reference, "AWS::ApiGatewayV2::Stage
   * AccessLogSettings").
   */
  readonly arnOfGroup: string;

  /** @param purpose - the end of its name, for example "search-access" */
  constructor(scope: Construct, id: string, { stage, purpose }: { stage: Stage; purpose: string }) {
    const stack = Stack.of(scope);
    super(scope, id, {
      logGroupName: `/aws/vendedlogs/${stack.stackName}-${purpose}`,
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    this.arnOfGroup = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: this.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
