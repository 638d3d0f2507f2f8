import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { purgeMetrics } from '../../processors/tombstone-purge/metrics.ts';
import type { Stage } from '../stage.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { SearchIndex } from './search-index.ts';

const processor = 'tombstone-purge';

export interface TombstonePurgeProps {
  stage: Stage & { streamRetention: Duration; tombstoneRetention: Duration };
  index: SearchIndex;
}

/** Once a day, removes the tombstones that no late change can need any more. */
export class TombstonePurge extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, index }: TombstonePurgeProps) {
    super(scope, id);
    if (stage.tombstoneRetention.toSeconds() <= stage.streamRetention.toSeconds())
      throw new Error(
        `${stage.name}: tombstoneRetention must be longer than streamRetention: a change that the stream still holds could bring a removed item back`,
      );
    const purge = index.client(this, 'Function', ['search', 'write'], {
      stage,
      processor,
      timeout: Duration.minutes(5),
      memorySize: 256,
      environment: { TOMBSTONE_RETENTION_SECONDS: String(stage.tombstoneRetention.toSeconds()) },
    });
    new Rule(this, 'Daily', {
      schedule: Schedule.cron({ hour: '3', minute: '17' }),
      targets: [new LambdaFunction(purge.function, { retryAttempts: 2 })],
    });

    this.alarms = [
      new RunbookAlarm(this, 'Failed', {
        metric: purge.function.metricErrors({ statistic: Stats.SUM, period: Duration.hours(1) }),
        meaning: 'Tombstones of removed items were not purged; the index grows until they are.',
        runbook: 'purge-failed',
        // a run that fails is repeated twice; the first one may do no more than wake the engine up
        above: 2,
        periods: 1,
      }),
    ];
    const removed = processorMetric(Stack.of(this), processor, purgeMetrics.removed, {
      statistic: Stats.SUM,
      period: Duration.hours(1),
    });
    this.widgets = [new GraphWidget({ title: 'Tombstones removed', left: [removed], width: 24, height: 3 })];
  }
}
