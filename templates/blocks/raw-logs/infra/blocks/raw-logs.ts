import { ArnFormat, Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  StorageClass,
  type CfnBucket,
} from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { rawPrefix } from '../../processors/lib/log-object.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Stage } from '../stage.ts';
import type { Watched } from './monitoring.ts';
import type { RawDelivery } from './raw-delivery.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** How often a message is tried before it is given up. */
const mostReceives = 5;

/** Object Lock of every version of a log, from when it is there (Amazon S3 guide, "Locking objects with Object Lock"). */
export interface RawLock {
  /** 'GOVERNANCE' lets those pass who have s3:BypassGovernanceRetention, 'COMPLIANCE' nobody. */
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** Whole days, at most 36,500. */
  duration: Duration;
}

export interface RawLogsProps {
  stage: Stage & { rawRetention: Duration | undefined; rawLock: RawLock | undefined };
  /** The timeout of the function that reads: a message is hidden for six times as long (Lambda guide, "Using Lambda with Amazon SQS"). */
  readerTimeout: Duration;
  /** Who may deliver logs. */
  deliveries: readonly RawDelivery[];
}

/**
 * The bucket that logs are delivered to and stay in, as they came, and the queue that names each object that arrives below `raw/`.
 * Nothing of this project writes to the bucket: what the pipeline does can never make it run again.
 */
export class RawLogs extends Construct implements Watched {
  readonly bucket: Bucket;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly alarms: Watched['alarms'];
  readonly widgets: Watched['widgets'];

  constructor(scope: Construct, id: string, { stage, readerTimeout, deliveries }: RawLogsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: stage.removalPolicy,
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: stage.removalPolicy,
      visibilityTimeout: Duration.seconds(readerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: mostReceives },
    });
    // the policy of the queue names the bucket, and the bucket the queue: only a name that is known in advance breaks the circle
    const bucketName = `${stack.stackName}-raw-${Aws.ACCOUNT_ID}`;
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        // the ARN of a bucket names no account
        conditions: {
          ArnEquals: {
            'aws:SourceArn': stack.formatArn({
              service: 's3',
              region: '',
              account: '',
              resource: bucketName,
              arnFormat: ArnFormat.NO_RESOURCE_NAME,
            }),
          },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    this.bucket = this.#bucket(bucketName, stage);
    for (const statement of deliveries.flatMap((delivery) => delivery(this.bucket)))
      this.bucket.addToResourcePolicy(statement);
    new CfnOutput(stack, 'RawBucketName', { value: this.bucket.bucketName });
    new CfnOutput(stack, 'IngestQueueUrl', { value: this.queue.queueUrl });
    new CfnOutput(stack, 'IngestQueueName', { value: this.queue.queueName });
    new CfnOutput(stack, 'DeadLetterQueueUrl', { value: this.deadLetters.queueUrl });
    new CfnOutput(stack, 'DeadLetterQueueName', { value: this.deadLetters.queueName });

    const period = Duration.minutes(5);
    const age = this.queue.metricApproximateAgeOfOldestMessage({
      statistic: Stats.MAXIMUM,
      period,
      label: 'oldest waiting (s)',
    });
    const waiting = this.queue.metricApproximateNumberOfMessagesVisible({
      statistic: Stats.MAXIMUM,
      period,
      label: 'waiting',
    });
    const givenUp = this.deadLetters.metricApproximateNumberOfMessagesVisible({
      statistic: Stats.MAXIMUM,
      period,
      label: 'given up',
    });
    this.alarms = [
      new RunbookAlarm(this, 'Behind', {
        metric: age,
        meaning: 'Objects wait in the queue for more than 30 minutes; after 14 days their messages are gone.',
        runbook: 'raw-behind',
        above: Duration.minutes(30).toSeconds(),
        periods: 1,
      }),
      new RunbookAlarm(this, 'GivenUp', {
        metric: givenUp,
        meaning: `Objects could not be read ${mostReceives} times; their messages are in the dead-letter queue for 14 days.`,
        runbook: 'raw-given-up',
        above: 0,
        periods: 1,
      }),
    ];
    this.widgets = [
      new GraphWidget({ title: 'Objects that wait', left: [waiting, givenUp], width: 12 }),
      new GraphWidget({ title: 'Age of the oldest message (s)', left: [age], width: 12 }),
    ];
  }

  #bucket(bucketName: string, stage: RawLogsProps['stage']): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      bucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // an object that is written again under its key is another one: both are read, and both stay
      versioned: true,
      ...lockOf(stage),
      removalPolicy: stage.removalPolicy,
      lifecycleRules: [
        {
          prefix: rawPrefix,
          transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
        },
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        ...(stage.rawRetention ? [{ prefix: rawPrefix, expiration: stage.rawRetention }] : []),
        ...(stage.rawRetention ? [{ prefix: rawPrefix, noncurrentVersionExpiration: stage.rawRetention }] : []),
      ],
    });
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'Written by AWS services and read by ingest; CloudTrail data events can be switched on where it has to be known who did',
    );
    const resource = bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = {
      queueConfigurations: [
        {
          // Put, Post, Copy and multipart uploads
          event: 's3:ObjectCreated:*',
          queue: this.queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: rawPrefix }] } },
        },
      ],
    };
    // S3 tries the queue when it gets the configuration
    bucket.node.addDependency(this.queue);
    return bucket;
  }
}

/** A lock that ends after the lifecycle has begun to delete would hold what should be gone. */
function lockOf({ rawLock, rawRetention }: RawLogsProps['stage']) {
  if (!rawLock) return {};
  const { mode, duration } = rawLock;
  if (rawRetention && duration.toDays() > rawRetention.toDays())
    throw new Error(
      `infra/config.ts: rawLock lasts ${duration.toDays()} days, and rawRetention deletes after ${rawRetention.toDays()}. Make rawLock the shorter one.`,
    );
  const locked = mode === 'COMPLIANCE' ? ObjectLockRetention.compliance : ObjectLockRetention.governance;
  return { objectLockEnabled: true, objectLockDefaultRetention: locked(duration) };
}
