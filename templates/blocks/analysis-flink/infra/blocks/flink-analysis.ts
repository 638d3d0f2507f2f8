import { Aws, CfnOutput, CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnApplication, CfnApplicationCloudWatchLoggingOption } from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { Stage } from '../stage.ts';
import { analysisJar, type AnalysisJar } from './analysis-jar.ts';
import type { FailureStore } from './failure-store.ts';
import { FlinkMetrics } from './flink-metrics.ts';
import { FlinkRole, streamArn } from './flink-role.ts';
import type { Watched } from './monitoring.ts';
import { ProcessorFunction } from './processor-function.ts';
import type { ResultsTable } from './results-table.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

const runtime = 'FLINK-2_2';
/** Where the job keeps events that it leaves out, and unreadable records: analytics/app, ClickAnalysisJob.java. */
const prefixes = ['left-out/', 'unreadable/'];
const checkpointEvery = Duration.minutes(1);

/** What of the job differs between stages. */
export interface FlinkSettings {
  /** The parallelism that it starts with, which autoscaling does not go below: one KPU each. */
  parallelism: number;
}

export interface FlinkAnalysisProps {
  stage: Stage & { flink: FlinkSettings };
  /** Click events, as lines of JSON. */
  events: IStream;
  results: ResultsTable;
  failures: FailureStore;
}

/**
 * The Flink job of analytics/ as an application of Managed Service for Apache Flink. CloudFormation makes it and updates it, and does not start
 * it: a function of the deployment does, and waits until it runs.
 */
export class FlinkAnalysis extends Construct implements Watched {
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];
  /** In five minutes. */
  readonly offersMade: IMetric;

  constructor(scope: Construct, id: string, { stage, events, results, failures }: FlinkAnalysisProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const jar = analysisJar(this);
    const group = new LogGroup(this, 'Logs', {
      retention: stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logs = {
      group,
      stream: new LogStream(this, 'LogStream', { logGroup: group, removalPolicy: RemovalPolicy.DESTROY }),
    };
    const role = new FlinkRole(this, 'Role', { jar, events, results, failures, prefixes, logs });
    const configuration = configurationOf(jar, stage.flink, {
      'stream.arn': events.streamArn,
      region: stack.region,
      'results.table': results.table.tableName,
      'failures.path': `s3://${failures.bucket.bucketName}`,
    });
    const application = new CfnApplication(this, 'Application', {
      runtimeEnvironment: runtime,
      serviceExecutionRole: role.roleArn,
      applicationDescription: 'Sessions and offers of click events',
      applicationConfiguration: configuration,
      // of an update: the job goes on where it was, and an operator whose state would be lost stops the update
      runConfiguration: {
        applicationRestoreConfiguration: { applicationRestoreType: 'RESTORE_FROM_LATEST_SNAPSHOT' },
        flinkRunConfiguration: { allowNonRestoredState: false },
      },
    });
    application.applyRemovalPolicy(stage.removalPolicy);
    // with its policy
    application.node.addDependency(role);
    new CfnOutput(stack, 'AnalysisApplicationName', { value: application.ref });
    new CfnOutput(stack, 'AnalysisLogGroupName', { value: group.logGroupName });
    const logging = new CfnApplicationCloudWatchLoggingOption(this, 'Logging', {
      applicationName: application.ref,
      cloudWatchLoggingOption: { logStreamArn: streamArn(stack, logs) },
    });
    this.#start(stage, application, jar, configuration).node.addDependency(logging);

    const metrics = new FlinkMetrics(application.ref);
    this.alarms = this.#alarmsOf(metrics);
    this.widgets = widgetsOf(metrics);
    this.offersMade = metrics.counted('OffersMade', 'offers');
  }

  #start(
    stage: Stage,
    application: CfnApplication,
    jar: AnalysisJar,
    configuration: CfnApplication.ApplicationConfigurationProperty,
  ): CustomResource {
    const stack = Stack.of(this);
    const start = new ProcessorFunction(this, 'Start', {
      stage,
      processor: 'analysis-start',
      // an application takes minutes to start, and an update stops and starts it
      timeout: Duration.minutes(14),
      memorySize: 256,
      environment: {},
    });
    start.allow(
      [
        'kinesisanalytics:DescribeApplication',
        'kinesisanalytics:ListApplicationSnapshots',
        'kinesisanalytics:StartApplication',
      ],
      [stack.formatArn({ service: 'kinesisanalytics', resource: 'application', resourceName: application.ref })],
    );
    return new CustomResource(this, 'Running', {
      resourceType: 'Custom::RunningApplication',
      serviceToken: start.function.functionArn,
      serviceTimeout: Duration.minutes(15),
      // What runs: CloudFormation runs it again when one of these changes, and at no other time.
      properties: {
        ApplicationName: application.ref,
        Jar: jar.objectKey,
        Definition: createHash('sha256')
          .update(JSON.stringify([runtime, stack.resolve(configuration)]))
          .digest('hex'),
      },
    });
  }

  #alarmsOf(metrics: FlinkMetrics): RunbookAlarm[] {
    const alarm = (
      name: string,
      metric: IMetric,
      meaning: string,
      { runbook, above = 0, periods }: { runbook: string; above?: number; periods: number },
    ) => new RunbookAlarm(this, name, { metric, meaning, runbook, above, periods });
    return [
      new RunbookAlarm(this, 'Stopped', {
        metric: metrics.running(),
        meaning: 'The job has not run for a quarter of an hour: no session closes and no offer is made.',
        runbook: 'analysis-stopped',
        below: 1,
        periods: 3,
        missing: 'breaching',
      }),
      alarm('Restarting', metrics.restarts(), 'The job fails and restarts from its last checkpoint, again and again.', {
        runbook: 'analysis-restarting',
        above: 1,
        periods: 2,
      }),
      alarm(
        'CheckpointsFailing',
        metrics.failedCheckpoints(),
        'Checkpoints of the job fail: after a crash, it repeats all since the last one.',
        {
          runbook: 'analysis-checkpoints',
          periods: 2,
        },
      ),
      alarm(
        'CheckpointsSlow',
        metrics.checkpointDuration(),
        'A checkpoint takes longer than the time between two of them.',
        {
          runbook: 'analysis-checkpoints',
          above: checkpointEvery.toMilliseconds(),
          periods: 2,
        },
      ),
      alarm('Behind', metrics.behind(), 'The job is more than 5 minutes behind the stream: offers come late.', {
        runbook: 'analysis-behind',
        above: Duration.minutes(5).toMilliseconds(),
        periods: 2,
      }),
      alarm(
        'Busy',
        metrics.used('CPU'),
        'The job uses all of its processors, though autoscaling could have added some.',
        {
          runbook: 'analysis-full',
          above: 90,
          periods: 2,
        },
      ),
      alarm('MemoryFull', metrics.used('Memory'), 'The containers of the job have hardly any memory left.', {
        runbook: 'analysis-full',
        above: 90,
        periods: 2,
      }),
      alarm('DiskFull', metrics.used('Disk'), 'The state of the job has filled most of its disks.', {
        runbook: 'analysis-full',
        above: 80,
        periods: 2,
      }),
      alarm('Late', metrics.late(), 'More than one event in twenty came too late for its session, and was left out.', {
        runbook: 'analysis-late',
        periods: 2,
      }),
      alarm(
        'Flood',
        metrics.counted('EventsOfAFlood', 'events of a flood'),
        'A user has more events at once than any person; what is too many was left out.',
        {
          runbook: 'analysis-flood',
          periods: 1,
        },
      ),
      alarm(
        'Unreadable',
        metrics.counted('RecordsUnreadable', 'unreadable records'),
        'Records were kept that hold lines which are no click events.',
        {
          runbook: 'analysis-rejected',
          periods: 1,
        },
      ),
    ];
  }
}

const configurationOf = (
  jar: AnalysisJar,
  { parallelism }: FlinkSettings,
  properties: Record<string, string>,
): CfnApplication.ApplicationConfigurationProperty => ({
  applicationCodeConfiguration: {
    codeContentType: 'ZIPFILE',
    codeContent: {
      s3ContentLocation: { bucketArn: `arn:${Aws.PARTITION}:s3:::${jar.bucketName}`, fileKey: jar.objectKey },
    },
  },
  // analytics/app: JobProperties.java
  environmentProperties: { propertyGroups: [{ propertyGroupId: 'analysis', propertyMap: properties }] },
  applicationSnapshotConfiguration: { snapshotsEnabled: true },
  applicationSystemRollbackConfiguration: { rollbackEnabled: true },
  applicationEncryptionConfiguration: { keyType: 'AWS_OWNED_KEY' },
  flinkApplicationConfiguration: {
    checkpointConfiguration: {
      configurationType: 'CUSTOM',
      checkpointingEnabled: true,
      checkpointInterval: checkpointEvery.toMilliseconds(),
      minPauseBetweenCheckpoints: 5_000,
    },
    // failures of the job are logged at INFO
    monitoringConfiguration: { configurationType: 'CUSTOM', logLevel: 'INFO', metricsLevel: 'APPLICATION' },
    parallelismConfiguration: {
      configurationType: 'CUSTOM',
      parallelism,
      parallelismPerKpu: 1,
      autoScalingEnabled: true,
    },
  },
});

const widgetsOf = (metrics: FlinkMetrics): Watched['widgets'] => [
  new GraphWidget({
    title: 'Events analysed',
    left: [metrics.counted('EventsTaken', 'taken')],
    right: [metrics.behind()],
    width: 8,
  }),
  new GraphWidget({
    title: 'Sessions and offers',
    left: [metrics.counted('SessionsClosed', 'sessions'), metrics.counted('OffersMade', 'offers')],
    right: [
      metrics.counted('EventsLate', 'late'),
      metrics.counted('EventsAhead', 'ahead'),
      metrics.counted('EventsOfAFlood', 'flood'),
    ],
    width: 8,
  }),
  new GraphWidget({
    title: 'The job',
    left: [metrics.used('CPU'), metrics.used('Memory'), metrics.used('Disk')],
    right: [metrics.checkpointDuration(), metrics.restarts()],
    width: 8,
  }),
];
