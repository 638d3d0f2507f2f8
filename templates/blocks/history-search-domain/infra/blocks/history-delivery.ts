import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GraphWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup, LogStream } from 'aws-cdk-lib/aws-logs';
import type { CfnDomain } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';
import { historyName } from '../../processors/lib/history-indexes.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { ChangeStream } from './change-stream.ts';
import { deliveryRole } from './delivery-role.ts';
import type { FailureStore } from './failure-store.ts';
import type { HistoryIndex } from './history-index.ts';
import type { Watched } from './monitoring.ts';
import type { ProcessorFunction } from './processor-function.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { Search } from './search.ts';

export interface HistoryDeliveryProps {
  stage: Stage;
  changes: ChangeStream;
  /** Makes of each record one JSON document. */
  transform: ProcessorFunction;
  search: Search;
  index: HistoryIndex;
  failures: FailureStore;
}

/** Below this prefix of the failure store lies what does not get into the history. */
const failurePrefix = 'history/';
/** How long Firehose tries a document before it goes to the failure store: the most that it takes. */
const retryDuration = Duration.hours(2);

/**
 * Takes every record of the stream into the history in the domain. Firehose reads a stream from the LATEST position when it becomes
 * ACTIVE: whatever writes to the stream has to wait for `deliveryStream`, or the history does not have what was written before.
 */
export class HistoryDelivery extends Construct implements Watched {
  readonly deliveryStream: CfnDeliveryStream;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, props: HistoryDeliveryProps) {
    super(scope, id);
    const { stage, changes, transform, search, index, failures } = props;
    const stack = Stack.of(this);
    const name = `${stack.stackName}-history`;
    const logs = new LogGroup(this, 'Logs', { retention: stage.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const log = new LogStream(this, 'Log', { logGroup: logs, removalPolicy: RemovalPolicy.DESTROY });
    const role = this.#role(name, props, logs);
    const cloudWatchLoggingOptions = {
      enabled: true,
      logGroupName: logs.logGroupName,
      logStreamName: log.logStreamName,
    };

    this.deliveryStream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: name,
      deliveryStreamType: 'KinesisStreamAsSource',
      kinesisStreamSourceConfiguration: { kinesisStreamArn: changes.stream.streamArn, roleArn: role.roleArn },
      amazonopensearchserviceDestinationConfiguration: {
        domainArn: search.ready.domainArn,
        roleArn: role.roleArn,
        // the pipeline of that name gives a document its index and its id
        indexName: historyName,
        indexRotationPeriod: 'NoRotation',
        vpcConfiguration: { ...search.clients, roleArn: role.roleArn },
        // a request to the smallest domains has at most 10 MB
        bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 },
        retryOptions: { durationInSeconds: retryDuration.toSeconds() },
        s3BackupMode: 'FailedDocumentsOnly',
        s3Configuration: {
          bucketArn: failures.bucket.bucketArn,
          roleArn: role.roleArn,
          prefix: failurePrefix,
          errorOutputPrefix: `${failurePrefix}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
          cloudWatchLoggingOptions,
        },
        cloudWatchLoggingOptions,
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: Object.entries({
                LambdaArn: transform.function.functionArn,
                NumberOfRetries: '3',
                RoleArn: role.roleArn,
                // an answer is two to three times as large as its batch, and has at most 6 MB
                BufferSizeInMBs: '1',
                BufferIntervalInSeconds: '60',
              }).map(([parameterName, parameterValue]) => ({ parameterName, parameterValue })),
            },
          ],
        },
      },
    });
    acknowledge(
      this.deliveryStream,
      'AwsSolutions-KDF1',
      'Firehose keeps nothing of its own of a Kinesis source: the stream is encrypted, and so are domain and bucket',
    );
    this.deliveryStream.applyRemovalPolicy(stage.removalPolicy);
    // without its permissions the role is of no use, and the creation fails; without the pipeline, documents go astray
    this.deliveryStream.node.addDependency(role, index.ready);

    const metrics = metricsOf(this.deliveryStream.ref, changes);
    const hours = changes.retention.toHours();
    this.alarms = [
      new RunbookAlarm(this, 'Idle', {
        metric: metrics.unread,
        meaning: 'The stream takes changes, and Firehose reads none of them into the history.',
        runbook: 'history-idle',
        above: 0,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Refused', {
        metric: metrics.indexed,
        meaning: `The domain takes less than half of what Firehose sends. After ${retryDuration.toHours()} hours it goes to the failure store.`,
        runbook: 'history-refused',
        below: 0.5,
        periods: 2,
      }),
      new RunbookAlarm(this, 'Late', {
        metric: metrics.age,
        meaning: `The oldest change that is not in the history is older than ${hours / 2} hours; the stream forgets it after ${hours}.`,
        runbook: 'history-refused',
        above: changes.retention.toSeconds() / 2,
        periods: 1,
      }),
      new RunbookAlarm(this, 'Parked', {
        metric: metrics.parked,
        meaning: 'Changes did not get into the history; they lie in the failure store.',
        runbook: 'history-parked',
        above: 0,
        periods: 1,
      }),
      new RunbookAlarm(this, 'TransformFailing', {
        metric: metrics.invoked,
        meaning: 'Firehose cannot run the transform; after four attempts it puts whole batches into the failure store.',
        runbook: 'history-transform-failing',
        below: 0.5,
        periods: 2,
      }),
    ];
    this.widgets = [
      new GraphWidget({
        title: 'Changes into the history',
        left: [metrics.delivered],
        right: [metrics.parked],
        width: 8,
      }),
      new GraphWidget({ title: 'Age of the oldest change that waits (s)', left: [metrics.age], width: 8 }),
      new GraphWidget({
        title: 'Share of documents and transforms that succeed',
        left: [metrics.indexed, metrics.invoked],
        width: 8,
      }),
    ];
  }

  #role(
    deliveryStreamName: string,
    { changes, transform, search, failures }: HistoryDeliveryProps,
    logs: LogGroup,
  ): Role {
    const { stream } = changes;
    const { bucket } = failures;
    const prefixes = [failurePrefix];
    const role = deliveryRole(this, { deliveryStreamName, stream, transform, bucket, prefixes, logs });
    const allow = (actions: string[], ...resources: string[]): void => {
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    };
    const { domainArn } = search.ready;
    allow(['es:DescribeDomain', 'es:DescribeDomainConfig', 'es:DescribeDomains'], domainArn);
    allow(['es:ESHttpPost', 'es:ESHttpPut'], `${domainArn}/_bulk`, `${domainArn}/${historyName}*`);
    allow(['es:ESHttpGet'], ...pathsThatFirehoseReads.map((path) => `${domainArn}/${path}`));
    // IAM cannot limit these to a resource (API reference, VpcConfiguration)
    allow(
      [
        'ec2:CreateNetworkInterface',
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcAttribute',
        'ec2:DescribeVpcs',
      ],
      '*',
    );

    const domain = Stack.of(this).getLogicalId(search.ready.node.defaultChild as CfnDomain);
    for (const [wide, why] of [
      [`<${domain}.Arn>/${historyName}*`, 'The names of indexes in a series are known when they are made'],
      [`<${domain}.Arn>/_nodes/*`, 'The nodes of the domain are known when they run'],
      ['*', 'Firehose names the network interfaces that it makes'],
    ] as const)
      acknowledge(role, `AwsSolutions-IAM5[Resource::${wide}]`, why);
    return role;
  }
}

/** Firehose developer guide, "Grant Firehose access to an OpenSearch Service destination in a VPC". */
const pathsThatFirehoseReads = ['_all/_settings', '_cluster/stats', `${historyName}*`, '_nodes', '_nodes/*', '_stats'];

function metricsOf(DeliveryStreamName: string, { stream }: ChangeStream) {
  const period = Duration.minutes(5);
  const metric = (metricName: string, statistic: string, label: string) =>
    new Metric({
      namespace: 'AWS/Firehose',
      metricName,
      dimensionsMap: { DeliveryStreamName },
      statistic,
      period,
      label,
    });
  return {
    unread: new MathExpression({
      expression: 'IF(written > 0 AND FILL(read, 0) == 0, written, 0)',
      usingMetrics: {
        written: stream.metricIncomingRecords({ statistic: Stats.SUM, period }),
        read: metric('DataReadFromKinesisStream.Records', Stats.SUM, 'read'),
      },
      label: 'changes that Firehose does not read',
      period,
    }),
    indexed: metric('DeliveryToAmazonOpenSearchService.Success', Stats.AVERAGE, 'documents'),
    age: metric('DeliveryToAmazonOpenSearchService.DataFreshness', Stats.MAXIMUM, 'age'),
    delivered: metric('DeliveryToAmazonOpenSearchService.Records', Stats.SUM, 'delivered'),
    parked: metric('DeliveryToS3.Success', Stats.SUM, 'objects in the failure store'),
    invoked: metric('ExecuteProcessing.Success', Stats.AVERAGE, 'transforms'),
  };
}
