import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { accessWriterMetrics } from '../../processors/access-writer/metrics.ts';
import type { Stage } from '../stage.ts';
import type { AccessEvents } from './access-events.ts';
import type { AccessIndex } from './access-index.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { readerMetrics } from './stream-reader-metrics.ts';

const processor = 'access-writer';

export interface AccessWriterProps {
  stage: Stage & { searchRetention: Duration };
  events: AccessEvents;
  index: AccessIndex;
  failures: FailureStore;
}

/** Takes access events from the stream into the search engine. docs/search.md says why a function does it, and not Firehose. */
export class AccessWriter extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events, index, failures }: AccessWriterProps) {
    super(scope, id);
    const writer = index.client(this, 'Function', ['append'], {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { SEARCH_KEEP_SECONDS: String(stage.searchRetention.toSeconds()) },
    });
    failures.takeRejectsOf(writer, processor);
    const source = new KinesisEventSource(events.stream, {
      // LATEST would skip what is written while the mapping is being created
      startingPosition: StartingPosition.TRIM_HORIZON,
      // a record has up to 60 KB of events: more records than an invocation takes with its 6 MB
      batchSize: 100,
      // larger batches cost less, and the engine shows them seconds later anyway
      maxBatchingWindow: Duration.seconds(10),
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // what is wrong with a single event is parked; what is left to Lambda's retries is an engine that is down
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    writer.function.addEventSource(source);

    const metrics = metricsOf(this, writer, events, source.eventSourceMappingId);
    const alarm = (
      name: string,
      metric: keyof typeof metrics,
      meaning: string,
      { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
    ) => new RunbookAlarm(this, name, { metric: metrics[metric], meaning, runbook, above, periods });
    this.alarms = [
      alarm('Idle', 'idle', 'The stream takes events, and Lambda does not run the writer of the search.', {
        runbook: 'search-idle',
        periods: 2,
      }),
      alarm('Behind', 'age', 'The search is more than half an hour behind; what is older than 12 hours is parked.', {
        runbook: 'search-behind',
        above: Duration.minutes(30).toMilliseconds(),
        periods: 1,
      }),
      alarm(
        'Stuck',
        'stuck',
        'Events fail, and none gets into the index: the engine does not answer, or refuses all.',
        {
          runbook: 'search-behind',
          periods: 2,
        },
      ),
      alarm('Failing', 'errors', 'The writer of the search ends with errors instead of an account of its batch.', {
        runbook: 'search-failing',
        periods: 2,
      }),
      alarm('Rejected', 'rejected', 'Events were parked because the index does not take them.', {
        runbook: 'search-rejected',
        periods: 1,
      }),
      alarm('GivenUp', 'givenUp', 'Lambda gave up on batches of events for the search and parked them.', {
        runbook: 'search-given-up',
        periods: 1,
      }),
      alarm('Lost', 'lost', 'Lambda gave up on events and did not park them: the search does not have them.', {
        runbook: 'search-lost',
        periods: 1,
      }),
      alarm('NotParked', 'notParked', 'Lambda could not write a batch that it gave up on to the failure store.', {
        runbook: 'search-lost',
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Events into the search', left: [metrics.written, metrics.outOfRange], width: 8 }),
      new GraphWidget({ title: 'Oldest event that waits for the search (ms)', left: [metrics.age], width: 8 }),
      new GraphWidget({
        title: 'Not in the search',
        left: [metrics.rejected, metrics.failed, metrics.givenUp, metrics.lost],
        width: 8,
      }),
    ];
  }
}

function metricsOf(scope: Construct, writer: ProcessorFunction, events: AccessEvents, mappingId: string) {
  const period = Duration.minutes(5);
  const count = (name: keyof typeof accessWriterMetrics) =>
    processorMetric(Stack.of(scope), processor, accessWriterMetrics[name], { statistic: Stats.SUM, period });
  return {
    written: count('written'),
    outOfRange: count('outOfRange'),
    rejected: count('rejected'),
    failed: count('failed'),
    // every batch reports both: neither is missing while the other is there
    stuck: new MathExpression({
      expression: 'IF(failed > 0 AND done == 0, failed, 0)',
      usingMetrics: { failed: count('failed'), done: count('written') },
      label: 'events that fail while none gets through',
      period,
    }),
    ...readerMetrics(writer, events.stream, mappingId, {
      idle: 'records that nobody takes',
      age: 'oldest waiting record (ms)',
    }),
  };
}
