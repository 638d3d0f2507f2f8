import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { detectorMetrics } from '../../processors/detector/metrics.ts';
import { evaluatorMetrics } from '../../processors/evaluator/metrics.ts';
import type { DetectorSettings } from '../detector-settings.ts';
import type { Stage } from '../stage.ts';
import type { AnomalyTopic } from './anomaly-topic.ts';
import type { DetectorTable } from './detector-table.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { delaysInSeconds } from './source-delays.ts';

const processor = 'evaluator';
const [shortest, longest] = [Duration.minutes(5), Duration.days(1)];
/** A shard that works and is behind is waited for, but no longer than this. */
const longestWait = Duration.minutes(30);

export interface EvaluatorProps {
  stage: Stage & { analytics: DetectorSettings };
  table: DetectorTable;
  topic: AnomalyTopic;
}

/** Judges each window once all shards have passed its fence, and tells the topic what is unusual. Runs every minute. */
export class Evaluator extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, table, topic }: EvaluatorProps) {
    super(scope, id);
    const { coolDown, reserveEvaluator } = stage.analytics;
    if (coolDown.toSeconds() < shortest.toSeconds() || coolDown.toSeconds() > longest.toSeconds())
      throw new Error(
        `${stage.name}: analytics.coolDown: ${coolDown.toSeconds()} s: expected 5 minutes to a day (infra/config.ts)`,
      );
    const { region, stackName } = { region: Aws.REGION, stackName: Stack.of(this).stackName };
    const evaluator = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // shorter than a minute: a run ends before the next one begins
      timeout: Duration.seconds(50),
      memorySize: 1024,
      ...(reserveEvaluator ? { reservedConcurrentExecutions: 1 } : {}),
      environment: {
        SOURCE_DELAYS: delaysInSeconds(stage),
        COOL_DOWN_MINUTES: String(coolDown.toMinutes()),
        LONGEST_WAIT_MINUTES: String(longestWait.toMinutes()),
        STAGE_NAME: stackName,
        // the dashboard of the stage, at the time of the window
        ALERT_LINK: [
          `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`,
          `#dashboards/dashboard/${stackName}?start={from}&end={to}`,
        ].join(''),
      },
    });
    table.allow(evaluator);
    topic.allow(evaluator);
    // a run that fails is not repeated: the next one goes on where it ended
    evaluator.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(evaluator.function, { retryAttempts: 0 })],
    });

    const period = Duration.minutes(5);
    const own = (name: keyof typeof evaluatorMetrics, statistic: string = Stats.SUM) =>
      processorMetric(Stack.of(this), processor, evaluatorMetrics[name], { statistic, period });
    const errors = evaluator.function.metricErrors({ statistic: Stats.SUM, period });
    const left = new MathExpression({
      expression: 'incomplete + skipped',
      usingMetrics: { incomplete: own('incomplete'), skipped: own('skipped') },
      label: 'windows judged in part, or not at all',
      period,
    });
    this.alarms = [
      new RunbookAlarm(this, 'Missing', {
        // an alarm would use older data in the place of what is missing
        // (CloudWatch user guide, alarms-and-missing-data)
        metric: new MathExpression({
          expression: 'IF(FILL(counted, 0) > 0, FILL(judged, 0), 1)',
          usingMetrics: {
            judged: own('judged'),
            counted: processorMetric(Stack.of(this), 'detector', detectorMetrics.counted, {
              statistic: Stats.SUM,
              period,
            }),
          },
          label: 'windows judged, while events are counted',
          period,
        }),
        meaning: 'Events are counted, and no window was judged for half an hour: nobody would hear of an anomaly.',
        runbook: 'evaluator-missing',
        below: 1,
        periods: 6,
        missing: 'breaching',
      }),
      new RunbookAlarm(this, 'Untold', {
        metric: own('untold'),
        meaning: 'The topic does not take anomalies; they are kept and sent again each minute.',
        runbook: 'evaluator-untold',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Failing', {
        metric: errors,
        meaning: 'Runs of the evaluator end with errors: a source is not judged, or an anomaly not told.',
        runbook: 'evaluator-failing',
        above: 1,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Incomplete', {
        metric: left,
        meaning: 'Windows were judged without all of their events, or not at all.',
        runbook: 'evaluator-incomplete',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Slow', {
        metric: own('delay', Stats.MAXIMUM),
        meaning: 'Windows are judged more than 10 minutes after their fence.',
        runbook: 'evaluator-slow',
        above: Duration.minutes(10).toMilliseconds(),
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Windows judged', left: [own('judged'), left], width: 8 }),
      new GraphWidget({ title: 'Anomalies', left: [own('told'), own('suppressed'), own('untold')], width: 8 }),
      new GraphWidget({ title: 'From fence to judgement (ms)', left: [own('delay', Stats.MAXIMUM)], width: 8 }),
    ];
  }
}
