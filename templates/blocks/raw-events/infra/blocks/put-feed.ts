import { Duration } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { RawFeed } from './raw-feed.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** How long Firehose keeps what was put while it cannot deliver (Amazon Data Firehose guide, "Understand data delivery": 24 hours). */
const keptHours = 24;

/** Rows that the landing puts. An hour is complete once it has been over for longer than Firehose collects rows for a file. */
export const putFeed: RawFeed = {
  name: 'raw',
  needed: [],
  late: { after: Duration.hours(keptHours / 2), otherwise: `Firehose loses it after ${keptHours}` },
  source: () => ({
    deliveryStreamType: 'DirectPut',
    deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
  }),
  processing: () => undefined,
  allow: () => undefined,
  watch: (scope, metric) => {
    const throttled = metric('ThrottledRecords', Stats.SUM, 'throttled');
    return {
      alarms: [
        new RunbookAlarm(scope, 'Throttled', {
          metric: throttled,
          meaning: 'Firehose refuses records for want of capacity. The landing puts them again.',
          runbook: 'raw-throttled',
          above: 0,
          periods: 3,
        }),
      ],
      widgets: [new GraphWidget({ title: 'Rows that Firehose refuses for now', left: [throttled], width: 8 })],
    };
  },
};
