import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
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
/** The periods of an alarm that are shorter than an hour are a day at most (CloudWatch API reference, PutMetricAlarm). */
const look = { period: Duration.minutes(5), longest: Duration.hours(24), margin: Duration.hours(1) };

/**
 * Refreshes the view of a warehouse on a schedule. A view that has stopped refreshing itself says nothing: this finds out, and an alarm
 * tells it. Another alarm takes silence for a failure: of the schedule, or of what it runs.
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
    const expected = refreshEvery.plus(look.margin);
    if (expected.toMilliseconds() > look.longest.toMilliseconds())
      throw new Error(
        `${stage.name}: refreshEvery must be at most ${look.longest.minus(look.margin).toHours()} hours: the alarm of a refresh that does not come looks no further back. Set it in infra/warehouse-settings.ts.`,
      );
    const refresh = warehouse.reader(this, 'Function', { stage, processor });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(refreshEvery),
      targets: [new LambdaFunction(refresh.function, { retryAttempts: 2 })],
    });

    const own = (name: keyof typeof refreshMetrics, options: { statistic: string; period: Duration }) =>
      processorMetric(Stack.of(this), processor, refreshMetrics[name], options);
    this.alarms = [
      new RunbookAlarm(this, 'Failed', {
        metric: refresh.function.metricErrors({ statistic: Stats.SUM, period: Duration.hours(1) }),
        meaning: `The warehouse does not read the stream. What it has not read after ${source.retention.toHours()} hours, it never has.`,
        runbook: 'warehouse-refresh-failed',
        // a run that fails is repeated twice; the first one may do no more than wake the workgroup up
        above: 2,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Missing', {
        metric: filled(own('refreshed', { statistic: Stats.SUM, period: look.period })),
        meaning: `Nobody has refreshed the view of the warehouse for ${expected.toHours()} hours: its schedule does not run.`,
        runbook: 'warehouse-refresh-missing',
        below: 1,
        periods: expected.toMinutes() / look.period.toMinutes(),
        missing: 'breaching',
      }),
      new RunbookAlarm(this, 'LimitReached', {
        metric: own('limitReached', { statistic: Stats.SUM, period: look.period }),
        meaning: `The warehouse has used what its limit allows, and refuses every query until the next period.`,
        runbook: 'warehouse-limit',
        above: 0,
        periods: 1,
      }),
    ];
    // a view that was just made counts as refreshed
    for (const alarm of this.alarms) warehouse.precedes(alarm);
    const latency = own('latency', { statistic: Stats.MAXIMUM, period: Duration.hours(1) });
    const refreshed = own('refreshed', { statistic: Stats.SUM, period: Duration.hours(1) });
    this.widgets = [
      new GraphWidget({ title: 'Refreshes of the view', left: [refreshed], width: 12 }),
      new GraphWidget({ title: 'Refresh of the view on the schedule (ms)', left: [latency], width: 12 }),
    ];
  }
}

/** Zero for a period without data: an alarm would use older data in its place (CloudWatch user guide, alarms-and-missing-data). */
const filled = (refreshed: Metric): MathExpression =>
  new MathExpression({
    expression: 'FILL(refreshed, 0)',
    usingMetrics: { refreshed },
    label: 'refreshes',
    period: look.period,
  });
