import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { lakeRowsMetrics } from '../../processors/lake-rows/metrics.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'lake-rows';

/** Makes a row of the lake of each line of the stream, and says its day. Firehose calls it. */
export class LakeRows extends Construct implements Watched {
  readonly processor: ProcessorFunction;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    this.processor = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // Firehose waits for 5 minutes at most (Firehose developer guide, "Transform source data")
      timeout: Duration.minutes(1),
      memorySize: 512,
      environment: {},
    });
    const count = (name: keyof typeof lakeRowsMetrics) =>
      processorMetric(Stack.of(this), processor, lakeRowsMetrics[name], {
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      });
    this.alarms = [
      new RunbookAlarm(this, 'Unreadable', {
        metric: count('unreadable'),
        meaning: 'The stream has lines that are no events: something else writes to it. Their rows are marked.',
        runbook: 'lake-unreadable',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Lines made into rows',
        left: [count('rows')],
        right: [count('tombstones'), count('unreadable'), count('replayed'), count('failed')],
        width: 24,
      }),
    ];
  }
}
