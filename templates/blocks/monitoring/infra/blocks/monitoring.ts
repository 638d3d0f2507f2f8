import { Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { Dashboard, TextWidget, type Alarm, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** A part of the pipeline that says what is worth watching about it. */
export interface Watched extends Construct {
  readonly alarms: readonly Alarm[];
  /** One row of the dashboard. */
  readonly widgets: readonly IWidget[];
}

/** One dashboard with a row for each part, and one topic that every alarm of every part notifies. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { parts: readonly Watched[]; email: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true });
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    new CfnOutput(Stack.of(this), 'AlarmTopic', { value: this.topic.topicArn });
    // a part that several others bring is watched once
    const parts = [...new Set(props.parts)];
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
    for (const alarm of parts.flatMap(({ alarms }) => alarms)) alarm.addAlarmAction(new SnsAction(this.topic));

    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: Stack.of(this).stackName });
    for (const { node, widgets } of parts) {
      dashboard.addWidgets(new TextWidget({ markdown: `## ${node.id}`, width: 24, height: 1 }));
      dashboard.addWidgets(...widgets);
    }
  }
}
