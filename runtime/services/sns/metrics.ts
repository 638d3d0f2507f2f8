import type { MetricDefinitions, MetricSink } from '../../contracts/metrics.ts';

const source = 'SNS guide, sns-monitoring-using-cloudwatch';
const count = { dimensions: { TopicName: 'AWS::SNS::Topic' }, unit: 'Count', source } as const;

export const metrics = {
  'AWS/SNS': {
    NumberOfMessagesPublished: count,
    NumberOfNotificationsDelivered: count,
    NumberOfNotificationsFailed: count,
    NumberOfNotificationsFilteredOut: count,
    PublishSize: { ...count, unit: 'Bytes' },
  },
} satisfies MetricDefinitions;

export type TopicMetric = keyof (typeof metrics)['AWS/SNS'];

/** Reports a value of one topic. */
export function topicReport(sink: MetricSink, TopicName: string): (name: TopicMetric, value: number) => void {
  const of = { TopicName };
  return (name, value) => sink.put('AWS/SNS', name, of, value);
}
