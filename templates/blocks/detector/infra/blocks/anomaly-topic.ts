import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** Where anomalies are told. E-mail gets a text, everything else JSON. Messages may come twice, with the same id. */
export class AnomalyTopic extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, { email }: { email: string | undefined }) {
    super(scope, id);
    this.#topic = new Topic(this, 'Topic', { enforceSSL: true });
    if (email) this.#topic.addSubscription(new EmailSubscription(email));
    new CfnOutput(Stack.of(this), 'AnomalyTopic', { value: this.#topic.topicArn });
    const period = Duration.minutes(5);
    const failed = this.#topic.metricNumberOfNotificationsFailed({ statistic: Stats.SUM, period });
    const delivered = this.#topic.metricNumberOfNotificationsDelivered({ statistic: Stats.SUM, period });
    this.alarms = [
      new RunbookAlarm(this, 'NotDelivered', {
        metric: failed,
        meaning: 'SNS could not deliver anomalies to a subscriber, and has given up.',
        runbook: 'anomalies-not-delivered',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [new GraphWidget({ title: 'Anomalies delivered', left: [delivered, failed], width: 24 })];
  }

  /** Lets a processor publish, and tells it where. */
  allow(processor: ProcessorFunction): void {
    processor.allow(['sns:Publish'], [this.#topic.topicArn]);
    processor.function.addEnvironment('ALERT_TOPIC', this.#topic.topicArn);
  }
}
