import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, FilterCriteria, FilterRule, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { pushMetrics, pushTimes, type PushCount, type PushTime } from '../../processors/push/metrics.ts';
import type { Stage } from '../stage.ts';
import type { FailureStore } from './failure-store.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import type { OfferEvents } from './offer-events.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { ResultsTable } from './results-table.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'push';

export interface PushProps {
  stage: Stage & {
    /** How long an offer may take from the arrival of the event that completes it until it is pushed, at the 99th percentile. */
    pushObjective: Duration;
    /** An offer that is older is not pushed: it was for a moment that has passed. */
    oldestOffer: Duration;
  };
  results: ResultsTable;
  events: OfferEvents;
  failures: FailureStore;
  /** How many offers are made, in five minutes: together they are all. */
  offersMade: readonly IMetric[];
}

/** Pushes each new offer of the results table to its user. */
export class Push extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, results, events, failures, offersMade }: PushProps) {
    super(scope, id);
    const push = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      timeout: Duration.seconds(60),
      memorySize: 512,
      environment: { OLDEST_OFFER_SECONDS: String(stage.oldestOffer.toSeconds()) },
    });
    results.allowStreamReader(push);
    events.allowPublisher(push);
    failures.takeRejectsOf(push, processor);
    // a replay calls it
    new CfnOutput(Stack.of(this), 'PushFunctionName', { value: push.function.functionName });
    const mapping = new EventSourceMapping(this, 'Offers', {
      target: push.function,
      eventSourceArn: results.streamArn,
      // LATEST would skip what is written while the mapping is being created
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // age ends a retry: attempts that fail at once would use up a smaller number long before. Lambda takes no more
      retryAttempts: 10_000,
      // a stream of a table keeps its records for a day
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      // neither sessions nor offers whose time is over
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { result: { S: FilterRule.beginsWith('offer#') } } },
        }),
      ],
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    mapping.node.addDependency(push.role);
    // batches that Lambda gives up on are parked below its id
    new CfnOutput(Stack.of(this), 'PushMappingId', { value: mapping.eventSourceMappingId });

    const metrics = metricsOf(this, push, offersMade, mapping.eventSourceMappingId);
    const alarm = (
      name: string,
      metric: Exclude<keyof typeof metrics, 'count' | 'time'>,
      meaning: string,
      { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
    ) => new RunbookAlarm(this, name, { metric: metrics[metric], meaning, runbook, above, periods });
    this.alarms = [
      alarm(
        'Slow',
        'slow',
        `Offers take longer than ${stage.pushObjective.toSeconds()} s from the arrival of an event until they are pushed (99th percentile).`,
        { runbook: 'push-slow', above: stage.pushObjective.toMilliseconds(), periods: 2 },
      ),
      alarm('Stuck', 'stuck', 'No offer is pushed: AppSync does not answer or refuses.', {
        runbook: 'push-stuck',
        periods: 2,
      }),
      alarm('Idle', 'idle', 'Offers are made, and Lambda does not run the push.', { runbook: 'push-idle', periods: 2 }),
      alarm('TooOld', 'late', 'More than one offer in twenty was too old to be pushed; its user can only read it.', {
        runbook: 'push-too-old',
        periods: 1,
      }),
      alarm('Refused', 'refused', 'Offers were parked: AppSync takes others, and refuses these.', {
        runbook: 'push-refused',
        periods: 1,
      }),
      alarm('StoreRefuses', 'unparked', 'The failure store does not take offers that the push has to park.', {
        runbook: 'push-not-parked',
        periods: 2,
      }),
      alarm('GivenUp', 'givenUp', 'Lambda gave up on batches of offers and parked them.', {
        runbook: 'push-given-up',
        periods: 1,
      }),
      alarm('Lost', 'lost', 'Lambda gave up on offers and did not park them: they are in the table only.', {
        runbook: 'push-lost',
        periods: 1,
      }),
      alarm('NotParked', 'notParked', 'Lambda could not write a batch that it gave up on to the failure store.', {
        runbook: 'push-lost',
        periods: 1,
      }),
      alarm('Failing', 'errors', 'The push ends with errors instead of an account of its batch.', {
        runbook: 'push-failing',
        periods: 2,
      }),
    ];
    const percentiles = (name: PushTime) =>
      [50, 95, 99].map((each) => metrics.time(name, each).with({ label: `p${each}` }));
    this.widgets = [
      new GraphWidget({ title: 'From a click to its offer (ms)', left: percentiles('event'), width: 8 }),
      new GraphWidget({ title: 'From the stream to the push (ms)', left: percentiles('stream'), width: 8 }),
      new GraphWidget({
        title: 'Offers pushed and left out',
        left: [metrics.count('pushed'), metrics.count('tooOld'), metrics.count('noChannel')],
        right: [metrics.count('failed'), metrics.refused, metrics.givenUp],
        width: 8,
      }),
    ];
  }
}

function metricsOf(scope: Construct, push: ProcessorFunction, made: readonly IMetric[], mappingId: string) {
  const period = Duration.minutes(5);
  const own = (metricName: string, statistic: string) =>
    processorMetric(Stack.of(scope), processor, metricName, { statistic, period });
  const count = (name: PushCount) => own(pushMetrics[name], Stats.SUM);
  const time = (name: PushTime, percentile: number) => own(pushTimes[name], Stats.percentile(percentile));
  const ofMapping = (metricName: string, label: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: mappingId },
      statistic: Stats.SUM,
      period,
      label,
    });
  const offers = Object.fromEntries(made.map((metric, at) => [`made${at}`, metric]));
  return {
    count,
    time,
    slow: time('stream', 99),
    // every batch reports both: neither is missing while the other is there
    stuck: new MathExpression({
      expression: 'IF(failed > 0 AND pushed == 0, failed, 0)',
      usingMetrics: { failed: count('failed'), pushed: count('pushed') },
      label: 'offers that fail while none is pushed',
      period,
    }),
    // a function that is not invoked reports nothing
    idle: new MathExpression({
      expression: `IF(${Object.keys(offers)
        .map((name) => `FILL(${name}, 0)`)
        .join(' + ')} > 0 AND FILL(invoked, 0) == 0, 1, 0)`,
      usingMetrics: { ...offers, invoked: push.function.metricInvocations({ statistic: Stats.SUM, period }) },
      label: 'offers that nobody pushes',
      period,
    }),
    late: new MathExpression({
      expression: 'IF(old > 0.05 * (old + pushed), old, 0)',
      usingMetrics: { old: count('tooOld'), pushed: count('pushed') },
      label: 'offers too old, where they are many',
      period,
    }),
    refused: count('refused'),
    unparked: count('unparked'),
    errors: push.function.metricErrors({ statistic: Stats.SUM, period }),
    givenUp: ofMapping('OnFailureDestinationDeliveredEventCount', 'given up by Lambda'),
    lost: ofMapping('DroppedEventCount', 'lost'),
    notParked: push.function.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period }),
  };
}
