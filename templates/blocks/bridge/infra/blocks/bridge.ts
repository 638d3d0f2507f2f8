import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IDependable } from 'constructs';
import { bridgeMetrics, bridgeTimes } from '../../processors/bridge/metrics.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { ClickEvents } from './click-events.ts';
import type { FailureStore } from './failure-store.ts';
import { accessTo, type KafkaTopic } from './kafka-topic.ts';
import { processorMetric } from './metric-namespace.ts';
import type { Watched } from './monitoring.ts';
import { sayPersonal } from './personal-data.ts';
import { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'bridge';

export interface BridgeProps {
  stage: Stage & { kafka: KafkaTopic; bridgeObjective: Duration };
  events: ClickEvents;
  failures: FailureStore;
  /** What has to read the stream before the first event is in it. */
  readers: readonly IDependable[];
}

/** Reads a topic of a Kafka cluster that you run, and writes its events to the stream, in the order of each key. */
export class Bridge extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, events, failures, readers }: BridgeProps) {
    super(scope, id);
    const { kafka } = stage;
    const bridge = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // Lambda allows 14 minutes for a Kafka source; what is refused for longer than this comes again
      timeout: Duration.seconds(60),
      memorySize: 1024,
      environment: { STREAM_NAME: events.stream.streamName },
    });
    bridge.allow(['kinesis:PutRecords'], [events.stream.streamArn]);
    failures.takeRejectsOf(bridge, processor);
    allowAccess(bridge, kafka);
    sayPersonal(this, bridge, stage);
    // a replay calls it
    new CfnOutput(Stack.of(this), 'BridgeFunctionName', { value: bridge.function.functionName });

    const mapping = new EventSourceMapping(this, 'Topic', {
      target: bridge.function,
      kafkaBootstrapServers: [...kafka.brokers],
      kafkaTopic: kafka.topic,
      kafkaConsumerGroupId: kafka.consumerGroup,
      sourceAccessConfigurations: accessTo(kafka),
      // LATEST would skip what is written while the mapping is being created, which takes minutes
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      // Lambda takes the controls below with provisioned pollers only
      provisionedPollerConfig: { minimumPollers: kafka.pollers.least, maximumPollers: kafka.pollers.most },
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // The bridge parks what is wrong with a single record; what is left to Lambda's retries is a stream that is away. Its age is
      // what ends a retry. Without a limit, a destination makes Lambda give up after ten attempts.
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      supportS3OnFailureDestination: true,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    mapping.node.addDependency(bridge.role, ...readers);
    // a replay calls it without the mapping
    bridge.function.node.addDependency(...readers);

    const metrics = metricsOf(this, bridge, mapping.eventSourceMappingId);
    const unreachable = new RunbookAlarm(this, 'Unreachable', {
      metric: metrics.heard,
      meaning:
        'Lambda does not hear from the brokers: the network, the sign-in or the mapping was changed, or the cluster is down.',
      runbook: 'bridge-unreachable',
      below: 0,
      periods: 6,
      missing: 'breaching',
    });
    // before Lambda has the mapping, nobody hears from the brokers
    unreachable.node.addDependency(mapping);
    this.alarms = [
      new RunbookAlarm(this, 'Slow', {
        metric: metrics.lag,
        meaning: `Events take longer than ${stage.bridgeObjective.toSeconds()} s from the topic into the stream (99th percentile).`,
        runbook: 'bridge-slow',
        above: stage.bridgeObjective.toMilliseconds(),
        periods: 2,
      }),
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.idle,
        meaning:
          'Records of the topic wait, and Lambda does not run the bridge; what is older than 12 hours will be parked.',
        runbook: 'bridge-idle',
        above: 0,
        periods: 2,
      }),
      unreachable,
      new RunbookAlarm(this, 'Failing', {
        metric: metrics.errors,
        meaning: 'The bridge ends with errors instead of an account of its batch.',
        runbook: 'bridge-failing',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Parked', {
        metric: metrics.count('parked'),
        meaning:
          'Records of the topic are no events; they are in the failure store, with partition, offset and reason.',
        runbook: 'bridge-parked',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'StoreRefuses', {
        metric: metrics.count('unparked'),
        meaning:
          'The failure store does not take records that the bridge has to park; they hold up all that come after.',
        runbook: 'bridge-not-parked',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'GivenUp', {
        metric: metrics.givenUp,
        meaning: 'Lambda gave up on batches of the topic and parked them.',
        runbook: 'bridge-given-up',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Lost', {
        metric: metrics.lost,
        meaning: 'Lambda gave up on records of the topic and did not park them: they are in the topic only.',
        runbook: 'bridge-lost',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotParked', {
        metric: metrics.notParked,
        meaning: 'Lambda could not write a batch that it gave up on to the failure store.',
        runbook: 'bridge-lost',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'From the topic to the stream, p99 (ms)', left: [metrics.lag], width: 8 }),
      new GraphWidget({
        title: 'Records of the topic',
        left: [metrics.count('events'), metrics.count('tombstones')],
        right: [metrics.backlog],
        width: 8,
      }),
      new GraphWidget({
        title: 'Parked, and left to the next delivery',
        left: [metrics.count('parked'), metrics.count('unparked'), metrics.givenUp, metrics.lost],
        right: [metrics.count('left'), metrics.errors],
        width: 8,
      }),
    ];
  }
}

/** The secrets, and the network interfaces that Lambda makes for its pollers (Lambda developer guide, "Configuring the execution role for Kafka"). */
function allowAccess(bridge: ProcessorFunction, { secretArn, authoritySecretArn, secretKeyArn, network }: KafkaTopic) {
  bridge.allow(
    ['secretsmanager:GetSecretValue'],
    [secretArn, ...(authoritySecretArn === undefined ? [] : [authoritySecretArn])],
  );
  if (secretKeyArn !== undefined) bridge.allow(['kms:Decrypt'], [secretKeyArn]);
  if (network === undefined) return;
  bridge.allow(
    [
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    ['*'],
  );
  acknowledge(
    bridge.role,
    'AwsSolutions-IAM5[Resource::*]',
    'Lambda asks for these before it makes a mapping through a VPC, and the interfaces are not known before it does',
  );
}

function metricsOf(scope: Construct, bridge: ProcessorFunction, mappingId: string) {
  const period = Duration.minutes(5);
  const own = (metricName: string, statistic: string) =>
    processorMetric(Stack.of(scope), processor, metricName, { statistic, period });
  const ofMapping = (metricName: string, label: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: mappingId },
      statistic: Stats.SUM,
      period,
      label,
    });
  // the newest offset of the topic less the newest one that was read (Lambda developer guide, "Types of metrics for Lambda functions")
  const backlog = bridge.function.metric('OffsetLag', { statistic: Stats.MAXIMUM, period, label: 'records that wait' });
  return {
    count: (name: keyof typeof bridgeMetrics) => own(bridgeMetrics[name], Stats.SUM),
    lag: own(bridgeTimes.lag, Stats.percentile(99)),
    errors: bridge.function.metricErrors({ statistic: Stats.SUM, period }),
    backlog,
    // a function that is not invoked reports nothing
    idle: new MathExpression({
      expression: 'IF(waiting > 0 AND FILL(invoked, 0) == 0, waiting, 0)',
      usingMetrics: { waiting: backlog, invoked: bridge.function.metricInvocations({ statistic: Stats.SUM, period }) },
      label: 'records that nobody takes',
      period,
    }),
    // pollers that do not reach the brokers report nothing
    heard: new MathExpression({
      expression: 'FILL(waiting, -1)',
      usingMetrics: { waiting: backlog },
      label: 'records that wait, -1 where nobody knows',
      period: Duration.minutes(1),
    }),
    givenUp: ofMapping('OnFailureDestinationDeliveredEventCount', 'given up by Lambda'),
    lost: ofMapping('DroppedEventCount', 'lost'),
    notParked: bridge.function.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period }),
  };
}
