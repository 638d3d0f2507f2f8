import { Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { detectorMetrics } from '../../processors/detector/metrics.ts';
import type { DetectorSettings } from '../detector-settings.ts';
import type { Stage } from '../stage.ts';
import type { DetectorTable } from './detector-table.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { readerMetrics } from './stream-reader-metrics.ts';
import { delaysInSeconds } from './source-delays.ts';

const processor = 'detector';

export interface DetectorProps {
  stage: Stage & { analytics: DetectorSettings };
  /** Access events, as lines of JSON. */
  events: IStream;
  table: DetectorTable;
  failures: FailureStore;
}

/** Counts access events by minute, source and path group, each once. */
export class Detector extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events, table, failures }: DetectorProps) {
    super(scope, id);
    const detector = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { SOURCE_DELAYS: delaysInSeconds(stage) },
    });
    table.allow(detector);
    failures.takeRejectsOf(detector, processor);
    const source = new KinesisEventSource(events, {
      // LATEST would skip what is written while the mapping is being created
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 1000,
      maxBatchingWindow: Duration.seconds(10),
      // with more, batches of a shard would overlap: counting each event once goes by their order
      parallelizationFactor: 1,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // age ends a retry: attempts that fail at once would use up a smaller number long before. Lambda takes no more
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    detector.function.addEventSource(source);

    const metrics = metricsOf(this, detector, events, source.eventSourceMappingId);
    const alarm = (
      name: string,
      metric: keyof typeof metrics,
      meaning: string,
      { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
    ) => new RunbookAlarm(this, name, { metric: metrics[metric], meaning, runbook, above, periods });
    this.alarms = [
      alarm('Stuck', 'stuck', 'Records fail, and no event is counted: the table does not answer or refuses.', {
        runbook: 'detector-stuck',
        periods: 2,
      }),
      alarm('Idle', 'idle', 'The stream takes events, and Lambda does not run the detector.', {
        runbook: 'detector-idle',
        periods: 2,
      }),
      alarm('Behind', 'age', 'The detector is more than 10 minutes behind: windows are judged late.', {
        runbook: 'detector-behind',
        above: Duration.minutes(10).toMilliseconds(),
        periods: 1,
      }),
      alarm('Late', 'late', 'More than one event in twenty came after its window was judged, and was left out.', {
        runbook: 'detector-late',
        periods: 2,
      }),
      alarm('Rejected', 'rejected', 'Records were parked that hold lines which are no access events.', {
        runbook: 'detector-rejected',
        periods: 1,
      }),
      alarm('StoreRefuses', 'unparked', 'The failure store does not take records that the detector has to park.', {
        runbook: 'detector-not-parked',
        periods: 2,
      }),
      alarm('GivenUp', 'givenUp', 'Lambda gave up on batches of events and parked them.', {
        runbook: 'detector-given-up',
        periods: 1,
      }),
      alarm('Lost', 'lost', 'Lambda gave up on events and did not park them: no window has them.', {
        runbook: 'detector-lost',
        periods: 1,
      }),
      alarm('NotParked', 'notParked', 'Lambda could not write a batch that it gave up on to the failure store.', {
        runbook: 'detector-lost',
        periods: 1,
      }),
      alarm('Failing', 'errors', 'The detector ends with errors instead of an account of its batch.', {
        runbook: 'detector-failing',
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Events counted', left: [metrics.counted, metrics.repeated], width: 8 }),
      new GraphWidget({ title: 'Events left out', left: [metrics.lateEvents, metrics.ahead], width: 8 }),
      new GraphWidget({
        title: 'Records parked and late',
        left: [metrics.rejected, metrics.givenUp, metrics.lost],
        right: [metrics.age],
        width: 8,
      }),
    ];
  }
}

function metricsOf(scope: Construct, detector: ProcessorFunction, events: IStream, mappingId: string) {
  const period = Duration.minutes(5);
  const own = (name: keyof typeof detectorMetrics) =>
    processorMetric(Stack.of(scope), processor, detectorMetrics[name], { statistic: Stats.SUM, period });
  return {
    counted: own('counted'),
    repeated: own('repeated'),
    lateEvents: own('late'),
    ahead: own('ahead'),
    rejected: own('rejected'),
    unparked: own('unparked'),
    // every batch reports both: neither is missing while the other is there
    stuck: new MathExpression({
      expression: 'IF(failed > 0 AND counted == 0, failed, 0)',
      usingMetrics: { failed: own('failed'), counted: own('counted') },
      label: 'records that fail while nothing is counted',
      period,
    }),
    late: new MathExpression({
      expression: 'IF(late > 0.05 * (late + counted), late, 0)',
      usingMetrics: { late: own('late'), counted: own('counted') },
      label: 'events after their window, where they are many',
      period,
    }),
    ...readerMetrics(detector, events, mappingId, {
      idle: 'records that nobody counts',
      age: 'oldest waiting record (ms)',
    }),
  };
}
