import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { analysisMetrics } from '../../processors/analysis/metrics.ts';
import type { Stage } from '../stage.ts';
import type { AnalysisTable } from './analysis-table.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { ResultsTable } from './results-table.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { readerMetrics } from './stream-reader-metrics.ts';

const processor = 'analysis';
const leftOut = 'left-out/';

export interface AnalysisProps {
  stage: Stage;
  /** Click events, as lines of JSON. */
  events: IStream;
  table: AnalysisTable;
  results: ResultsTable;
  failures: FailureStore;
}

/** Makes sessions and offers of click events, as analytics/specification.md says. */
export class Analysis extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events, table, results, failures }: AnalysisProps) {
    super(scope, id);
    const analysis = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 1024,
      environment: { LEFT_OUT_PREFIX: leftOut },
    });
    table.allowAnalysis(analysis);
    results.allowWriter(analysis);
    failures.takeRejectsOf(analysis, processor);
    failures.takeObjectsOf(analysis, leftOut);
    const source = new KinesisEventSource(events, {
      // LATEST would skip what is written while the mapping is being created
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      maxBatchingWindow: Duration.seconds(1),
      // with more, batches of a shard would overlap: what was seen of a user goes by their order
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // age ends a retry: attempts that fail at once would use up a smaller number long before. Lambda takes no more
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    analysis.function.addEventSource(source);
    new CfnOutput(Stack.of(this), 'AnalysisMappingId', { value: source.eventSourceMappingId });

    const metrics = metricsOf(this, analysis, events, source.eventSourceMappingId);
    const alarm = (
      name: string,
      metric: keyof typeof metrics,
      meaning: string,
      { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
    ) => new RunbookAlarm(this, name, { metric: metrics[metric], meaning, runbook, above, periods });
    this.alarms = [
      alarm('Stuck', 'stuck', 'Records fail, and no event is taken: a table does not answer or refuses.', {
        runbook: 'analysis-stuck',
        periods: 2,
      }),
      alarm('Idle', 'idle', 'The stream takes events, and Lambda does not run the analysis.', {
        runbook: 'analysis-idle',
        periods: 2,
      }),
      alarm('Behind', 'age', 'The analysis is more than 5 minutes behind: sessions may close without their events.', {
        runbook: 'analysis-behind',
        above: Duration.minutes(5).toMilliseconds(),
        periods: 1,
      }),
      alarm('Late', 'late', 'More than one event in twenty came too late for its session, and was left out.', {
        runbook: 'analysis-late',
        periods: 2,
      }),
      alarm('Flood', 'flood', 'A user has more events at once than any person; what is too many was left out.', {
        runbook: 'analysis-flood',
        periods: 1,
      }),
      alarm('Rejected', 'rejected', 'Records were parked that hold lines which are no click events.', {
        runbook: 'analysis-rejected',
        periods: 1,
      }),
      alarm('StoreRefuses', 'unparked', 'The failure store does not take what the analysis has to keep there.', {
        runbook: 'analysis-not-parked',
        periods: 2,
      }),
      alarm('GivenUp', 'givenUp', 'Lambda gave up on batches of events and parked them.', {
        runbook: 'analysis-given-up',
        periods: 1,
      }),
      alarm('Lost', 'lost', 'Lambda gave up on events and did not park them: no session has them.', {
        runbook: 'analysis-lost',
        periods: 1,
      }),
      alarm('NotParked', 'notParked', 'Lambda could not write a batch that it gave up on to the failure store.', {
        runbook: 'analysis-lost',
        periods: 1,
      }),
      alarm('Failing', 'errors', 'The analysis ends with errors instead of an account of its batch.', {
        runbook: 'analysis-failing',
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Events analysed', left: [metrics.taken, metrics.repeated], width: 8 }),
      new GraphWidget({
        title: 'Events left out',
        left: [metrics.lateEvents, metrics.ahead, metrics.flood, metrics.withoutConsent],
        width: 8,
      }),
      new GraphWidget({
        title: 'Sessions and offers',
        left: [metrics.sessions, metrics.offers],
        right: [metrics.age],
        width: 8,
      }),
    ];
  }
}

function metricsOf(scope: Construct, analysis: ProcessorFunction, events: IStream, mappingId: string) {
  const period = Duration.minutes(5);
  const own = (name: keyof typeof analysisMetrics) =>
    processorMetric(Stack.of(scope), processor, analysisMetrics[name], { statistic: Stats.SUM, period });
  return {
    taken: own('taken'),
    repeated: own('repeated'),
    lateEvents: own('late'),
    ahead: own('ahead'),
    flood: own('flood'),
    withoutConsent: own('withoutConsent'),
    sessions: own('sessions'),
    offers: own('offers'),
    rejected: own('rejected'),
    unparked: own('unparked'),
    // every batch reports both: neither is missing while the other is there
    stuck: new MathExpression({
      expression: 'IF(failed > 0 AND taken == 0, failed, 0)',
      usingMetrics: { failed: own('failed'), taken: own('taken') },
      label: 'records that fail while nothing is taken',
      period,
    }),
    late: new MathExpression({
      expression: 'IF(late > 0.05 * (late + taken), late, 0)',
      usingMetrics: { late: own('late'), taken: own('taken') },
      label: 'late events, where they are many',
      period,
    }),
    ...readerMetrics(analysis, events, mappingId, {
      idle: 'records that nobody analyses',
      age: 'oldest waiting record (ms)',
    }),
  };
}
