import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { historyWriterMetrics } from '../../processors/history-writer/metrics.ts';
import type { Stage } from '../stage.ts';
import type { ChangeStream } from './change-stream.ts';
import type { FailureStore } from './failure-store.ts';
import type { HistoryIndex } from './history-index.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { readerMetrics } from './stream-reader-metrics.ts';

const processor = 'history-writer';

export interface HistoryWriterProps {
  stage: Stage;
  changes: ChangeStream;
  index: HistoryIndex;
  failures: FailureStore;
}

/**
 * Takes the changes of the table from the stream into the history in the collection. A function does it, because Firehose gives
 * documents of a collection neither ids nor an index for each month (Firehose developer guide, "Configure destination settings").
 */
export class HistoryWriter extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, changes, index, failures }: HistoryWriterProps) {
    super(scope, id);
    const writer = index.client(this, 'Function', ['append'], {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: {},
    });
    failures.takeRejectsOf(writer, processor);
    const source = new KinesisEventSource(changes.stream, {
      // LATEST would skip what is written while the mapping is being created
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      // nobody waits for a history as for a search: larger batches cost less
      maxBatchingWindow: Duration.seconds(10),
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // what is wrong with a single record is parked; what is left to Lambda's retries is an engine that is down
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    writer.function.addEventSource(source);

    const metrics = metricsOf(this, writer, changes, source.eventSourceMappingId);
    this.alarms = [
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.idle,
        meaning: 'The stream takes changes, and Lambda does not run the writer of the history.',
        runbook: 'history-idle',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Behind', {
        metric: metrics.age,
        meaning: 'The history is more than half an hour behind; what is older than 12 hours will be parked.',
        runbook: 'history-behind',
        above: Duration.minutes(30).toMilliseconds(),
        periods: 1,
      }),
      new RunbookAlarm(this, 'Stuck', {
        metric: metrics.stuck,
        meaning: 'Changes fail, and none gets into the history: the engine does not answer or refuses everything.',
        runbook: 'history-behind',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Failing', {
        metric: metrics.errors,
        meaning: 'The writer of the history ends with errors instead of an account of its batch.',
        runbook: 'history-failing',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Rejected', {
        metric: metrics.count('rejected'),
        meaning: 'Changes were parked because the history does not take them.',
        runbook: 'history-rejected',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'GivenUp', {
        metric: metrics.givenUp,
        meaning: 'Lambda gave up on batches of changes for the history and parked them.',
        runbook: 'history-given-up',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Lost', {
        metric: metrics.lost,
        meaning: 'Lambda gave up on changes and did not park them: the history does not have them.',
        runbook: 'history-lost',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotParked', {
        metric: metrics.notParked,
        meaning: 'Lambda could not write a batch that it gave up on to the failure store.',
        runbook: 'history-lost',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Changes into the history', left: [metrics.count('written')], width: 8 }),
      new GraphWidget({ title: 'Oldest change that waits for the history (ms)', left: [metrics.age], width: 8 }),
      new GraphWidget({
        title: 'Not in the history',
        left: [metrics.count('rejected'), metrics.count('failed'), metrics.givenUp, metrics.lost],
        width: 8,
      }),
    ];
  }
}

function metricsOf(scope: Construct, writer: ProcessorFunction, changes: ChangeStream, mappingId: string) {
  const period = Duration.minutes(5);
  const count = (name: keyof typeof historyWriterMetrics) =>
    processorMetric(Stack.of(scope), processor, historyWriterMetrics[name], { statistic: Stats.SUM, period });
  return {
    count,
    // every batch reports both: neither is missing while the other is there
    stuck: new MathExpression({
      expression: 'IF(failed > 0 AND done == 0, failed, 0)',
      usingMetrics: { failed: count('failed'), done: count('written') },
      label: 'changes that fail while none gets through',
      period,
    }),
    ...readerMetrics(writer, changes.stream, mappingId, {
      idle: 'changes that nobody takes',
      age: 'oldest waiting change (ms)',
    }),
  };
}
