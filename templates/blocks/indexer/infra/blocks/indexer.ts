import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { indexerMetrics } from '../../processors/indexer/metrics.ts';
import type { Stage } from '../stage.ts';
import type { ChangeStream } from './change-stream.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { readerMetrics } from './stream-reader-metrics.ts';
import type { SearchIndex } from './search-index.ts';
import type { SourceTable } from './source-table.ts';

const processor = 'indexer';

export interface IndexerProps {
  stage: Stage & { latencyObjective: Duration };
  changes: ChangeStream;
  table: SourceTable;
  index: SearchIndex;
  failures: FailureStore;
}

/** Takes the changes of the table from the stream into the index. */
export class Indexer extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, changes, table, index, failures }: IndexerProps) {
    super(scope, id);
    const indexer = index.client(this, 'Function', ['write', 'get', 'mapping'], {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { TABLE_NAME: table.name },
    });
    table.allowReadsBy(indexer);
    failures.takeRejectsOf(indexer, processor);

    const source = new KinesisEventSource(changes.stream, {
      // LATEST would skip what is written while the mapping is being created
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // The indexer parks what is wrong with a single record; what is left to Lambda's retries is an engine that is down. Its
      // age is what ends a retry: attempts that fail at once would use up a smaller number long before. Lambda takes no more.
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    indexer.function.addEventSource(source);

    const metrics = metricsOf(this, indexer, changes, source.eventSourceMappingId);
    this.alarms = [
      new RunbookAlarm(this, 'Slow', {
        metric: metrics.latency,
        meaning: `Changes take longer than ${stage.latencyObjective.toSeconds()} s to be found (99th percentile).`,
        runbook: 'indexer-slow',
        above: stage.latencyObjective.toMilliseconds(),
        // two in a row: a collection that wakes up is late once
        periods: 2,
      }),
      new RunbookAlarm(this, 'Stuck', {
        metric: metrics.stuck,
        meaning: 'Changes fail, and none gets into the index: the search engine does not answer or refuses everything.',
        runbook: 'indexer-stuck',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.idle,
        meaning: 'The stream takes changes, and Lambda does not run the indexer.',
        runbook: 'indexer-idle',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Behind', {
        metric: metrics.age,
        meaning: 'The indexer is more than 10 minutes behind; what is older than 12 hours will be parked.',
        runbook: 'indexer-behind',
        above: Duration.minutes(10).toMilliseconds(),
        periods: 1,
      }),
      new RunbookAlarm(this, 'Rejected', {
        metric: metrics.count('rejected'),
        meaning: 'Changes were parked because the index does not take them.',
        runbook: 'indexer-rejected',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'GivenUp', {
        metric: metrics.givenUp,
        meaning: 'Lambda gave up on batches of changes and parked them.',
        runbook: 'indexer-given-up',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Lost', {
        metric: metrics.lost,
        meaning: 'Lambda gave up on changes and did not park them: the index does not know of them.',
        runbook: 'indexer-lost',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotParked', {
        metric: metrics.notParked,
        meaning: 'Lambda could not write a batch that it gave up on to the failure store.',
        runbook: 'indexer-lost',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'StoreRefuses', {
        metric: metrics.count('unparked'),
        meaning:
          'The failure store does not take changes that the indexer has to park; they hold up all that come after.',
        runbook: 'indexer-not-parked',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Blocked', {
        metric: metrics.count('blocked'),
        meaning: 'The search engine refuses writes as such, for want of a permission or of space.',
        runbook: 'indexer-blocked',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Failing', {
        metric: metrics.errors,
        meaning: 'The indexer ends with errors instead of an account of its batch.',
        runbook: 'indexer-failing',
        above: 0,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'From change to found, p99 (ms)', left: [metrics.latency], width: 8 }),
      new GraphWidget({
        title: 'Changes',
        left: [metrics.count('indexed'), metrics.count('superseded'), metrics.count('dropped')],
        width: 8,
      }),
      new GraphWidget({
        title: 'Off contract',
        left: [metrics.count('offContract'), metrics.count('malformed')],
        width: 8,
      }),
      new GraphWidget({
        title: 'Parked and late',
        left: [metrics.count('rejected'), metrics.givenUp, metrics.lost],
        right: [metrics.age],
        width: 8,
      }),
    ];
  }
}

function metricsOf(scope: Construct, indexer: ProcessorFunction, changes: ChangeStream, mappingId: string) {
  const period = Duration.minutes(5);
  const own = (name: keyof typeof indexerMetrics, statistic: string) =>
    processorMetric(Stack.of(scope), processor, indexerMetrics[name], { statistic, period });
  return {
    count: (name: keyof typeof indexerMetrics) => own(name, Stats.SUM),
    // every batch reports both: neither is missing while the other is there
    stuck: new MathExpression({
      expression: 'IF(failed > 0 AND indexed == 0, failed, 0)',
      usingMetrics: { failed: own('failed', Stats.SUM), indexed: own('indexed', Stats.SUM) },
      label: 'changes that fail while none gets through',
      period,
    }),
    latency: own('latency', Stats.percentile(99)),
    ...readerMetrics(indexer, changes.stream, mappingId, {
      idle: 'changes that nobody takes',
      age: 'oldest waiting change (ms)',
    }),
  };
}
