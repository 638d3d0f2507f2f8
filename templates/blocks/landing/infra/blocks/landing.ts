import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { FailureStore } from './failure-store.ts';
import { landingMetricsOf } from './landing-metrics.ts';
import type { Watched } from './monitoring.ts';
import type { EventsTopic } from './msk-cluster.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { RawEvents } from './raw-events.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const processor = 'landing';

/** What of landing differs between stages. */
export interface LandingSettings {
  /** Where this stage goes on. Nobody else may use it; another name begins at the oldest record. */
  consumerGroup: string;
  /** Event pollers that always run, and that run at most: each takes 5 MB a second, and no more run than the topic has partitions. */
  pollers: { least: number; most: number };
  /** How long an event may take from the topic to Firehose, at the 99th percentile. */
  objective: Duration;
}

export interface LandingProps {
  stage: Stage & { landing: LandingSettings };
  topic: EventsTopic;
  raw: RawEvents;
  failures: FailureStore;
}

/** Reads the topic, and gives each event to Firehose, which writes it to the raw zone of the lake. */
export class Landing extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, topic, raw, failures }: LandingProps) {
    super(scope, id);
    const { consumerGroup, pollers, objective } = stage.landing;
    const landing = new ProcessorFunction(this, 'Function', {
      stage,
      processor,
      // Lambda allows 14 minutes for a Kafka source; what is refused for longer than this comes again
      timeout: Duration.seconds(60),
      memorySize: 1024,
      environment: { DELIVERY_STREAM_NAME: raw.deliveryStream.ref },
    });
    landing.allow(['firehose:PutRecordBatch'], [raw.deliveryStream.attrArn]);
    failures.takeRejectsOf(landing, processor);
    topic.access.grantRead(landing, consumerGroup);
    allowMapping(landing, topic.clusterArn);
    // a replay calls it
    new CfnOutput(Stack.of(this), 'LandingFunctionName', { value: landing.function.functionName });

    const mapping = new EventSourceMapping(this, 'Topic', {
      target: landing.function,
      eventSourceArn: topic.clusterArn,
      kafkaTopic: topic.topicName,
      kafkaConsumerGroupId: consumerGroup,
      // LATEST would skip what is written while the mapping is being created, which takes minutes
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      // Lambda takes the controls below with provisioned pollers only
      provisionedPollerConfig: { minimumPollers: pollers.least, maximumPollers: pollers.most },
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // Landing parks what is wrong with a single record; what is left to Lambda's retries is a Firehose stream that is away. Its age is
      // what ends a retry. Without a limit, a destination makes Lambda give up after ten attempts.
      retryAttempts: 10_000,
      maxRecordAge: Duration.hours(12),
      onFailure: failures.onFailure,
      supportS3OnFailureDestination: true,
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    mapping.node.addDependency(landing.role, topic);

    const metrics = landingMetricsOf(this, processor, landing, mapping.eventSourceMappingId);
    const unreachable = new RunbookAlarm(this, 'Unreachable', {
      metric: metrics.heard,
      meaning:
        'Lambda does not hear from the brokers: the network, the permissions or the mapping was changed, or the cluster is down.',
      runbook: 'landing-unreachable',
      below: 0,
      periods: 6,
      missing: 'breaching',
    });
    // before Lambda has the mapping, nobody hears from the brokers
    unreachable.node.addDependency(mapping);
    this.alarms = [
      new RunbookAlarm(this, 'Slow', {
        metric: metrics.lag,
        meaning: `Events take longer than ${objective.toSeconds()} s from the topic to Firehose (99th percentile).`,
        runbook: 'landing-slow',
        above: objective.toMilliseconds(),
        periods: 2,
      }),
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.idle,
        meaning:
          'Records of the topic wait, and Lambda does not run the landing; what is older than 12 hours will be parked.',
        runbook: 'landing-idle',
        above: 0,
        periods: 2,
      }),
      unreachable,
      new RunbookAlarm(this, 'Failing', {
        metric: metrics.errors,
        meaning: 'The landing ends with errors instead of an account of its batch.',
        runbook: 'landing-failing',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Parked', {
        metric: metrics.count('parked'),
        meaning:
          'Records of the topic are no events; they are in the failure store, with partition, offset and reason.',
        runbook: 'landing-parked',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'StoreRefuses', {
        metric: metrics.count('unparked'),
        meaning:
          'The failure store does not take records that the landing has to park; they hold up all that come after.',
        runbook: 'landing-not-parked',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'GivenUp', {
        metric: metrics.givenUp,
        meaning: 'Lambda gave up on batches of the topic and parked them.',
        runbook: 'landing-given-up',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Lost', {
        metric: metrics.lost,
        meaning: 'Lambda gave up on records of the topic and did not park them: they are in the topic only.',
        runbook: 'landing-lost',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'NotParked', {
        metric: metrics.notParked,
        meaning: 'Lambda could not write a batch that it gave up on to the failure store.',
        runbook: 'landing-lost',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'From the topic to Firehose, p99 (ms)', left: [metrics.lag], width: 8 }),
      new GraphWidget({
        title: 'Records of the topic',
        left: [metrics.count('landed'), metrics.count('tombstones')],
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

/** What Lambda asks of the cluster, and the network interfaces of its pollers (Lambda developer guide, "Configuring permissions for MSK event source mappings"). */
function allowMapping(landing: ProcessorFunction, clusterArn: string): void {
  landing.allow(['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'], [clusterArn]);
  landing.allow(
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
    landing.role,
    'AwsSolutions-IAM5[Resource::*]',
    'Lambda asks for these before it makes a mapping through a VPC, and the interfaces are not known before it does',
  );
}
