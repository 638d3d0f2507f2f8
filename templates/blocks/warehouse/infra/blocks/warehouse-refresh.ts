import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { refreshMetrics } from '../../processors/warehouse-refresh/metrics.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { Warehouse, WarehouseProps } from './warehouse.ts';

const processor = 'warehouse-refresh';

/**
 * Refreshes the view of a warehouse on a schedule. A view that refreshes itself says nothing when it stops to: then this finds out, and
 * the alarm tells it.
 */
export class WarehouseRefresh extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(
    scope: Construct,
    id: string,
    { stage, settings, source, warehouse }: WarehouseProps & { stage: Stage; warehouse: Warehouse },
  ) {
    super(scope, id);
    const { refreshEvery } = settings;
    if (refreshEvery.toMilliseconds() * 2 > source.retention.toMilliseconds())
      throw new Error(
        `${stage.name}: refreshEvery must be at most half of the retention of the stream: after a refresh that failed, the next one has to find every record. Set it in infra/warehouse-settings.ts.`,
      );
    const refresh = warehouse.reader(this, 'Function', { stage, processor });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(refreshEvery),
      targets: [new LambdaFunction(refresh.function, { retryAttempts: 2 })],
    });

    this.alarms = [
      new RunbookAlarm(this, 'Failed', {
        metric: refresh.function.metricErrors({ statistic: Stats.SUM, period: Duration.hours(1) }),
        meaning: `The warehouse does not read the stream. What it has not read after ${source.retention.toHours()} hours, it never has.`,
        runbook: 'warehouse-refresh-failed',
        // a run that fails is repeated twice; the first one may do no more than wake the workgroup up
        above: 2,
        periods: 1,
      }),
    ];
    const period = Duration.hours(1);
    const latency = processorMetric(Stack.of(this), processor, refreshMetrics.latency, {
      statistic: Stats.MAXIMUM,
      period,
      label: 'refresh on the schedule (ms)',
    });
    const work = new Metric({
      namespace: 'AWS/Redshift-Serverless',
      metricName: 'ComputeSeconds',
      dimensionsMap: { Workgroup: warehouse.workgroupName },
      statistic: Stats.SUM,
      period,
      label: 'RPU-seconds',
    });
    this.widgets = [
      new GraphWidget({ title: 'Work of the warehouse', left: [work], width: 12 }),
      new GraphWidget({ title: 'Refresh of its view', left: [latency], width: 12 }),
    ];
  }
}
