import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analysisMetrics } from '../../processors/analysis/metrics.ts';
import { closerMetrics, closerTimes } from '../../processors/closer/metrics.ts';
import { readSettings } from '../../processors/lib/analysis/settings.ts';
import type { Stage } from '../stage.ts';
import type { AnalysisTable } from './analysis-table.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { ResultsTable } from './results-table.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'closer';
const period = Duration.minutes(5);
const settingsFile = join(import.meta.dirname, '..', '..', 'analytics', 'settings.json');

export interface CloserProps {
  stage: Stage;
  table: AnalysisTable;
  results: ResultsTable;
}

/** Closes the sessions of users who do nothing more. Runs every minute. */
export class Closer extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, table, results }: CloserProps) {
    super(scope, id);
    const { lateness } = readSettings(JSON.parse(readFileSync(settingsFile, 'utf8')));
    const closer = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // shorter than a minute: a run ends before the next one begins
      timeout: Duration.seconds(50),
      memorySize: 1024,
      environment: {},
    });
    table.allowCloser(closer);
    results.allowWriter(closer);
    // a run that fails is not repeated: the next one goes on where it ended
    closer.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(closer.function, { retryAttempts: 0 })],
    });

    const own = (name: string, statistic: string) =>
      processorMetric(Stack.of(this), processor, name, { statistic, period });
    const [left, delay] = [own(closerMetrics.left, Stats.SUM), own(closerTimes.delay, Stats.MAXIMUM)];
    const closed = own(closerMetrics.sessions, Stats.SUM);
    const errors = closer.function.metricErrors({ statistic: Stats.SUM, period });
    this.alarms = [
      new RunbookAlarm(this, 'Missing', {
        // an alarm would use older data in the place of what is missing
        // (CloudWatch user guide, alarms-and-missing-data)
        metric: new MathExpression({
          expression: 'IF(FILL(taken, 0) > 0, FILL(runs, 0), 1)',
          usingMetrics: {
            runs: own(closerTimes.delay, Stats.SAMPLE_COUNT),
            taken: processorMetric(Stack.of(this), 'analysis', analysisMetrics.taken, { statistic: Stats.SUM, period }),
          },
          label: 'runs of the closer, while events are taken',
          period,
        }),
        meaning:
          'Events are taken, and the closer has not run for a quarter of an hour: sessions of idle users stay open.',
        runbook: 'closer-missing',
        below: 1,
        periods: 3,
        missing: 'breaching',
      }),
      new RunbookAlarm(this, 'Failing', {
        metric: errors,
        meaning: 'Runs of the closer end with errors: sessions of idle users stay open.',
        runbook: 'closer-failing',
        above: 1,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Left', {
        metric: left,
        meaning: 'Sessions that are over could not be closed; they are tried again each minute.',
        runbook: 'closer-left',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Slow', {
        metric: delay,
        meaning: 'A shard that works holds the sessions of all users open for half an hour more than usual.',
        runbook: 'closer-slow',
        above: lateness + Duration.minutes(35).toMilliseconds(),
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Sessions closed for idle users', left: [closed], right: [left], width: 12 }),
      new GraphWidget({ title: 'The watermark behind the clock (ms)', left: [delay], width: 12 }),
    ];
  }
}
